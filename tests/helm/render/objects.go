// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"regexp"
	"strings"

	"sigs.k8s.io/yaml"
)

// Of names of objects (RFC 1123 subdomain) and of label values.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
var (
	objectName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	labelValue = regexp.MustCompile(`^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$`)
	separator  = regexp.MustCompile(`(?m)^---.*$`)
)

const (
	maxNameBytes = 63 // What a Service may have; others may have more.
	maxLabel     = 63
)

type object struct {
	source, text string
	parsed       values
}

func (o object) at(keys ...string) interface{} {
	var value interface{} = o.parsed
	for _, key := range keys {
		inner, isMap := value.(values)
		if !isMap {
			return nil
		}
		value = inner[key]
	}
	return value
}

// objectsOf reads the documents of one rendered template, strictly: a key that is there twice is a
// fault. Documents without content are no objects.
func objectsOf(source, text string) ([]object, error) {
	found := []object{}
	for _, document := range separator.Split(text, -1) {
		one := object{source: source, text: strings.Trim(document, "\n"), parsed: values{}}
		if err := yaml.UnmarshalStrict([]byte(document), &one.parsed); err != nil {
			return nil, fmt.Errorf("%s: no YAML: %w\n%s", source, err, document)
		}
		if len(one.parsed) == 0 {
			continue
		}
		if err := checkObject(one); err != nil {
			return nil, fmt.Errorf("%s: %w", source, err)
		}
		found = append(found, one)
	}
	return found, nil
}

func checkObject(one object) error {
	for _, key := range []string{"apiVersion", "kind"} {
		if text, isText := one.at(key).(string); !isText || text == "" {
			return fmt.Errorf("an object without %s", key)
		}
	}
	name, _ := one.at("metadata", "name").(string)
	if !objectName.MatchString(name) || len(name) > maxNameBytes {
		return fmt.Errorf("%v: %q is no name", one.at("kind"), name)
	}
	for _, kind := range []string{"labels", "annotations"} {
		if err := checkTexts(kind, one.at("metadata", kind)); err != nil {
			return fmt.Errorf("%v %s: %w", one.at("kind"), name, err)
		}
	}
	return nil
}

func checkTexts(kind string, given interface{}) error {
	texts, isMap := given.(values)
	if given != nil && !isMap {
		return fmt.Errorf("%s are no map", kind)
	}
	for key, value := range texts {
		text, isText := value.(string)
		if !isText {
			return fmt.Errorf("%s: %s is no text", kind, key)
		}
		if kind == "labels" && (!labelValue.MatchString(text) || len(text) > maxLabel) {
			return fmt.Errorf("label %s: %q is no value", key, text)
		}
	}
	return nil
}

// checkUnique: two templates that make the same object would overwrite each other.
func checkUnique(objects []object) error {
	seen := map[string]string{}
	for _, one := range objects {
		key := fmt.Sprint(one.at("kind"), "/", one.at("metadata", "namespace"), "/",
			one.at("metadata", "name"))
		if other, isThere := seen[key]; isThere {
			return fmt.Errorf("%s: %s makes it as well: %s", one.source, other, key)
		}
		seen[key] = one.source
	}
	return nil
}
