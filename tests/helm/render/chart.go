// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

// metadata is what templates see as `.Chart`: https://helm.sh/docs/topics/charts/#the-chartyaml-file
type metadata struct {
	APIVersion  string            `json:"apiVersion"`
	Name        string            `json:"name"`
	Version     string            `json:"version"`
	AppVersion  string            `json:"appVersion"`
	KubeVersion string            `json:"kubeVersion"`
	Description string            `json:"description"`
	Type        string            `json:"type"`
	Home        string            `json:"home"`
	Icon        string            `json:"icon"`
	Keywords    []string          `json:"keywords"`
	Sources     []string          `json:"sources"`
	Annotations map[string]string `json:"annotations"`
}

// files is what templates see as `.Files`: everything but templates and the chart's own descriptions.
// https://helm.sh/docs/chart_template_guide/accessing_files/
type files map[string]string

func (f files) Get(name string) string      { return f[name] }
func (f files) GetBytes(name string) []byte { return []byte(f[name]) }
func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(f[name], "\n"), "\n")
}
func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if fits, err := path.Match(pattern, name); err == nil && fits {
			found[name] = text
		}
	}
	return found
}
func (f files) AsConfig() (string, error) {
	data := values{}
	for name, text := range f {
		data[path.Base(name)] = text
	}
	return toYaml(data)
}
func (f files) AsSecrets() (string, error) {
	data := values{}
	for name, text := range f {
		data[path.Base(name)] = base64.StdEncoding.EncodeToString([]byte(text))
	}
	return toYaml(data)
}

type apiVersions []string

func (a apiVersions) Has(version string) bool {
	for _, known := range a {
		if known == version {
			return true
		}
	}
	return false
}

type kubeVersion struct{ Version, Major, Minor string }

func (k kubeVersion) String() string { return k.Version }

// chart is one folder: its description, its templates by name, and its other files.
type chart struct {
	folder    string
	metadata  metadata
	values    values
	templates map[string]string
	files     files
}

func readChart(folder string) (*chart, error) {
	result := &chart{folder: folder, templates: map[string]string{}, files: files{}}
	text, err := os.ReadFile(filepath.Join(folder, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	if err := yaml.UnmarshalStrict(text, &result.metadata); err != nil {
		return nil, fmt.Errorf("Chart.yaml: %w", err)
	}
	if err := checkMetadata(result.metadata); err != nil {
		return nil, fmt.Errorf("Chart.yaml: %w", err)
	}
	if result.values, err = readValues(filepath.Join(folder, "values.yaml")); err != nil {
		return nil, err
	}
	return result, result.readFiles()
}

func checkMetadata(about metadata) error {
	if about.APIVersion != "v2" || about.Name == "" {
		return fmt.Errorf("apiVersion v2 and a name are needed")
	}
	if _, err := semver.NewVersion(about.Version); err != nil {
		return fmt.Errorf("version %q: %w", about.Version, err)
	}
	if _, err := semver.NewConstraint(about.KubeVersion); err != nil && about.KubeVersion != "" {
		return fmt.Errorf("kubeVersion %q: %w", about.KubeVersion, err)
	}
	return nil
}

func (c *chart) readFiles() error {
	return filepath.Walk(c.folder, func(full string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(full)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(c.folder, full)
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(name, "templates/"):
			c.templates[c.metadata.Name+"/"+name] = string(text)
		case name != "Chart.yaml" && name != "values.yaml" && name != "values.schema.json":
			c.files[name] = string(text)
		}
		return nil
	})
}

// render gives the text of each template, by name, in the order of names. Names that begin with '_'
// hold definitions only.
func (c *chart) render(data values) (names []string, texts map[string]string, err error) {
	all := template.New(c.metadata.Name).Option("missingkey=zero")
	all.Funcs(functions(all))
	for name := range c.templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := all.New(name).Parse(c.templates[name]); err != nil {
			return nil, nil, err
		}
	}
	texts = map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		data["Template"] = values{"Name": name, "BasePath": c.metadata.Name + "/templates"}
		text := strings.Builder{}
		if err := all.ExecuteTemplate(&text, name, data); err != nil {
			return nil, nil, err
		}
		// Helm: a value that is not there is printed as nothing.
		texts[name] = strings.ReplaceAll(text.String(), "<no value>", "")
	}
	return names, texts, nil
}
