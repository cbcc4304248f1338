// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// chartOf writes a chart with one template.
func chartOf(t *testing.T, given, text string) *chart {
	t.Helper()
	folder := t.TempDir()
	for name, content := range map[string]string{
		"Chart.yaml":       "{apiVersion: v2, name: small, version: 1.2.3}",
		"values.yaml":      given,
		"files/one.txt":    "first\nsecond\n",
		"templates/a.yaml": text,
	} {
		full := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := readChart(folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func rendered(t *testing.T, given, text string) (string, error) {
	t.Helper()
	c := chartOf(t, given, text)
	_, texts, err := c.render(dataOf(c, c.values, options{name: "rel", versions: "a/v1"}))
	return texts["small/templates/a.yaml"], err
}

func TestTemplates(t *testing.T) {
	for _, test := range []struct{ name, given, text, expected string }{
		{"value", "{a: 1}", "{{ .Values.a }}", "1"},
		{"missing value is nothing", "{}", "a{{ .Values.b }}b", "ab"},
		{"release", "{}", "{{ .Release.Name }} {{ .Chart.Version }}", "rel 1.2.3"},
		{"include", "{}", `{{ define "x" }}in {{ .y }}{{ end }}{{ include "x" (dict "y" 2) | upper }}`, "IN 2"},
		{"tpl", `{a: "{{ .Values.b }}", b: deep}`, "{{ tpl .Values.a . }}", "deep"},
		{"toYaml has no last line end", "{a: {c: 1, b: [x]}}", "{{ toYaml .Values.a }}|", "b:\n- x\nc: 1|"},
		{"a large number stays one", "{a: [12345678]}", "{{ toYaml .Values.a }}", "- 12345678"},
		{"a text that looks like a switch is quoted", `{a: {b: "on"}}`, "{{ toYaml .Values.a }}", `b: "on"`},
		{"fromYaml", "{}", `{{ (fromYaml "a: {b: 3}").a.b }}`, "3"},
		{"fromYaml says its error", "{}", `{{ hasKey (fromYaml "a: [") "Error" }}`, "true"},
		{"nindent", "{a: {b: 1}}", "a:{{ toYaml .Values.a | nindent 2 }}", "a:\n  b: 1"},
		{"files", "{}", `{{ .Files.Get "files/one.txt" }}{{ .Files.Get "none" }}`, "first\nsecond\n"},
		{"files by pattern", "{}", `{{ range $n, $_ := .Files.Glob "files/*" }}{{ $n }}{{ end }}`, "files/one.txt"},
		{"lines", "{}", `{{ range .Files.Lines "files/one.txt" }}<{{ . }}>{{ end }}`, "<first><second>"},
		{"capabilities", "{}", `{{ .Capabilities.APIVersions.Has "a/v1" }} {{ .Capabilities.APIVersions.Has "b/v1" }}`, "true false"},
		{"lookup finds nothing", "{}", `{{ empty (lookup "v1" "Secret" "" "x") }}`, "true"},
		{"required lets a value through", "{a: x}", `{{ required "no a" .Values.a }}`, "x"},
	} {
		said, err := rendered(t, test.given, test.text)
		if err != nil || said != test.expected {
			t.Errorf("%s: %q, %v; expected %q", test.name, said, err, test.expected)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct{ name, text, expected string }{
		{"required", `{{ required "name an a" .Values.a }}`, "name an a"},
		{"required with an empty text", `{{ required "name an a" "" }}`, "name an a"},
		{"fail", `{{ fail "because" }}`, "because"},
		{"no environment", `{{ env "HOME" }}`, `function "env" not defined`},
		{"unknown template", `{{ include "x" . }}`, `no template "x"`},
		{"circle", `{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}`, "circles"},
	} {
		if _, err := rendered(t, "{}", test.text); err == nil || !strings.Contains(err.Error(), test.expected) {
			t.Errorf("%s: %v; expected %q", test.name, err, test.expected)
		}
	}
}

func TestMerge(t *testing.T) {
	under := values{"a": values{"b": 1, "c": 2}, "list": []int{1, 2}, "gone": 1}
	over := values{"a": values{"b": 3}, "list": []int{9}, "gone": nil, "new": values{"x": 1}}
	expected := values{"a": values{"b": 3, "c": 2}, "list": []int{9}, "new": values{"x": 1}}
	if got := merge(under, over); !reflect.DeepEqual(got, expected) {
		t.Errorf("%v", got)
	}
	if under["gone"] != 1 {
		t.Error("the values below were changed")
	}
}

func TestObjects(t *testing.T) {
	const good = "apiVersion: v1\nkind: Thing\nmetadata: {name: a}\n"
	found, err := objectsOf("x", "# only a comment\n---\n"+good+"---\n\n")
	if err != nil || len(found) != 1 {
		t.Errorf("%d objects, %v", len(found), err)
	}
	for _, test := range []struct{ text, expected string }{
		{"a: [", "no YAML"},
		{good + "kind: Other\n", "already set"},
		{"kind: Thing\nmetadata: {name: a}", "without apiVersion"},
		{"apiVersion: v1\nkind: Thing\nmetadata: {name: A_b}", "is no name"},
		{"apiVersion: v1\nkind: Thing\nmetadata: {name: " + strings.Repeat("a", 64) + "}", "is no name"},
		{"apiVersion: v1\nkind: Thing\nmetadata: {name: a, labels: {b: 1}}", "is no text"},
		{"apiVersion: v1\nkind: Thing\nmetadata: {name: a, labels: {b: \"c d\"}}", "is no value"},
	} {
		if _, err := objectsOf("x", test.text); err == nil || !strings.Contains(err.Error(), test.expected) {
			t.Errorf("%q: %v; expected %q", test.text, err, test.expected)
		}
	}
	if checkUnique(append(found, found...)) == nil {
		t.Error("the same object twice is accepted")
	}
}

func TestSchema(t *testing.T) {
	folder := t.TempDir()
	schema := `{"properties": {"a": {"type": "integer"}}, "required": ["a"]}`
	if err := os.WriteFile(filepath.Join(folder, "values.schema.json"), []byte(schema), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := checkSchema(folder, values{"a": 1}); err != nil {
		t.Error(err)
	}
	for _, wrong := range []values{{}, {"a": "x"}} {
		if checkSchema(folder, wrong) == nil {
			t.Errorf("%v is accepted", wrong)
		}
	}
	if err := checkSchema(t.TempDir(), values{}); err != nil {
		t.Errorf("without a schema: %v", err)
	}
}
