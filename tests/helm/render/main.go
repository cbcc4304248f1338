// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// Renders a chart without Helm, which Debian 12 does not have, by Helm's public documentation:
// values, schema, templates, no sub-charts, no cluster. For tests only.
//
//	render [-name NAME] [-namespace NAME] [-api-versions A,B] [-f FILE]... [-notes FILE] CHART
//
// Writes the objects to standard output and what is wrong to standard error; then it exits with 1.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/Masterminds/semver"
)

// The oldest that the chart supports.
const kubernetes = "v1.25.0"

type fileList []string

func (l *fileList) String() string     { return strings.Join(*l, ",") }
func (l *fileList) Set(f string) error { *l = append(*l, f); return nil }

type options struct {
	name, namespace, versions, notes string
	files                            fileList
}

// valuesOf: the chart's own and those of the files, each over the ones before it.
func valuesOf(c *chart, paths []string) (values, error) {
	result := c.values
	for _, path := range paths {
		over, err := readValues(path)
		if err != nil {
			return nil, err
		}
		result = merge(result, over)
	}
	return result, checkSchema(c.folder, result)
}

func checkKubeVersion(about metadata) error {
	if about.KubeVersion == "" {
		return nil
	}
	constraint, err := semver.NewConstraint(about.KubeVersion)
	if err != nil {
		return err
	}
	if !constraint.Check(semver.MustParse(kubernetes)) {
		return fmt.Errorf("kubeVersion %s does not let in %s", about.KubeVersion, kubernetes)
	}
	return nil
}

// dataOf: https://helm.sh/docs/chart_template_guide/builtin_objects/
func dataOf(c *chart, given values, o options) values {
	known := apiVersions{"v1", "apps/v1", "networking.k8s.io/v1"}
	if o.versions != "" {
		known = append(known, strings.Split(o.versions, ",")...)
	}
	return values{
		"Values": given,
		"Chart":  c.metadata,
		"Files":  c.files,
		"Release": values{"Name": o.name, "Namespace": o.namespace, "Service": "Helm",
			"IsInstall": true, "IsUpgrade": false, "Revision": 1},
		"Capabilities": values{"APIVersions": known,
			"KubeVersion": kubeVersion{Version: kubernetes, Major: "1", Minor: "25"}},
	}
}

func run(folder string, o options) error {
	c, err := readChart(folder)
	if err != nil {
		return err
	}
	if err := checkKubeVersion(c.metadata); err != nil {
		return err
	}
	given, err := valuesOf(c, o.files)
	if err != nil {
		return err
	}
	names, texts, err := c.render(dataOf(c, given, o))
	if err != nil {
		return err
	}
	return write(names, texts, o.notes)
}

func write(names []string, texts map[string]string, notes string) error {
	all := []object{}
	for _, name := range names {
		if strings.HasSuffix(name, "/NOTES.txt") {
			if notes == "" {
				continue
			}
			if err := os.WriteFile(notes, []byte(texts[name]), 0o644); err != nil {
				return err
			}
			continue
		}
		objects, err := objectsOf(name, texts[name])
		if err != nil {
			return err
		}
		all = append(all, objects...)
	}
	if err := checkUnique(all); err != nil {
		return err
	}
	for _, one := range all {
		fmt.Printf("---\n# Source: %s\n%s\n", one.source, one.text)
	}
	return nil
}

func main() {
	o := options{}
	flag.StringVar(&o.name, "name", "release", "name of the release")
	flag.StringVar(&o.namespace, "namespace", "default", "its namespace")
	flag.StringVar(&o.versions, "api-versions", "", "what the cluster knows beside its own, with commas")
	flag.StringVar(&o.notes, "notes", "", "file that NOTES.txt is written to")
	flag.Var(&o.files, "f", "file with values; may be given several times")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
