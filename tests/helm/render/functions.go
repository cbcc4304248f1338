// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

// A template that includes itself ends in a sentence instead of a full stack.
const maxIncludes = 1000

func toYaml(value interface{}) (string, error) {
	text, err := yaml.Marshal(value)
	return strings.TrimSuffix(string(text), "\n"), err
}

// What fails to be read is a map with the key `Error`, as Helm documents it.
func fromYaml(text string) values {
	result := values{}
	if err := yaml.Unmarshal([]byte(text), &result); err != nil {
		return values{"Error": err.Error()}
	}
	return result
}

func fromYamlArray(text string) []interface{} {
	result := []interface{}{}
	if err := yaml.Unmarshal([]byte(text), &result); err != nil {
		return []interface{}{err.Error()}
	}
	return result
}

func fromJson(text string) values {
	result := values{}
	if err := json.Unmarshal([]byte(text), &result); err != nil {
		return values{"Error": err.Error()}
	}
	return result
}

func required(message string, value interface{}) (interface{}, error) {
	if text, isText := value.(string); value == nil || (isText && text == "") {
		return nil, errors.New(message)
	}
	return value, nil
}

// Without a cluster nothing is found.
func lookup(string, string, string, string) values { return values{} }

// functions are those that a chart may use: sprig's but for the environment, and Helm's own.
// https://helm.sh/docs/chart_template_guide/function_list/
// https://helm.sh/docs/howto/charts_tips_and_tricks/
func functions(all *template.Template) template.FuncMap {
	result := sprig.TxtFuncMap()
	delete(result, "env")
	delete(result, "expandenv")
	depth := 0
	render := func(name string, data interface{}) (string, error) {
		if depth++; depth > maxIncludes {
			return "", fmt.Errorf("include %q goes round in circles", name)
		}
		defer func() { depth-- }()
		text := strings.Builder{}
		err := all.ExecuteTemplate(&text, name, data)
		return text.String(), err
	}
	result["include"] = render
	result["tpl"] = func(text string, data interface{}) (string, error) {
		copied, err := all.Clone()
		if err != nil {
			return "", err
		}
		once, err := copied.New("tpl").Parse(text)
		if err != nil {
			return "", err
		}
		out := strings.Builder{}
		err = once.Execute(&out, data)
		return out.String(), err
	}
	result["required"] = required
	result["toYaml"] = toYaml
	result["fromYaml"] = fromYaml
	result["fromYamlArray"] = fromYamlArray
	result["fromJson"] = fromJson
	result["lookup"] = lookup
	return result
}
