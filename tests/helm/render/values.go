// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

type values = map[string]interface{}

func readValues(path string) (values, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	result := values{}
	if err := yaml.UnmarshalStrict(text, &result); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return result, nil
}

// merge lays `over` above `under`: maps key by key, everything else whole; null takes the key away.
// https://helm.sh/docs/chart_template_guide/values_files/ "Deleting a default key"
func merge(under, over values) values {
	result := values{}
	for key, value := range under {
		result[key] = value
	}
	for key, value := range over {
		below, isMapBelow := result[key].(values)
		above, isMapAbove := value.(values)
		switch {
		case value == nil:
			delete(result, key)
		case isMapBelow && isMapAbove:
			result[key] = merge(below, above)
		default:
			result[key] = value
		}
	}
	return result
}

// checkSchema says what values.schema.json has against the values, sorted; nothing without a schema.
// https://helm.sh/docs/topics/charts/#schema-files
func checkSchema(chart string, given values) error {
	schema, err := os.ReadFile(filepath.Join(chart, "values.schema.json"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := json.Marshal(given)
	if err != nil {
		return err
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema),
		gojsonschema.NewBytesLoader(text))
	if err != nil {
		return fmt.Errorf("values.schema.json: %w", err)
	}
	faults := []string{}
	for _, fault := range result.Errors() {
		faults = append(faults, fault.String())
	}
	sort.Strings(faults)
	if len(faults) > 0 {
		return fmt.Errorf("values do not fit values.schema.json:\n- %s", strings.Join(faults, "\n- "))
	}
	return nil
}
