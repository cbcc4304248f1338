// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/component_label.h"

#include <algorithm>
#include <string_view>

namespace headwater::sbom {
namespace {

// Names of packages are shorter; a hostile one must not fill a comment.
constexpr size_t kMaxLabelBytes = 80;

/// Cut at a character of UTF-8.
std::string_view Cut(std::string_view text) {
  if (text.size() <= kMaxLabelBytes) return text;
  size_t end = kMaxLabelBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::string LabelOf(const Bom& bom, ComponentIndex component) {
  if (component >= bom.components.size()) return {};
  const BomComponent& found = bom.components[component];
  const std::string_view name = found.name.text.empty() ? found.ref.text : found.name.text;
  std::string label;
  if (!found.group.text.empty()) label = std::string(Cut(found.group.text)) + "/";
  label += Cut(name);
  if (!found.version.text.empty()) label += " " + std::string(Cut(found.version.text));
  return std::string(Cut(label));
}

}  // namespace headwater::sbom
