// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/schema/references.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/schema/hashes.h"
#include "rules/sbom/schema/text_check.h"

namespace headwater::sbom::schema {
namespace {

/// How a standard names parts of a document.
struct Naming {
  std::string_view id;                         ///< The member that gives an identifier.
  std::array<std::string_view, 2> also_known;  ///< Members whose values may be referred to as well.
  std::array<std::string_view, 3> elsewhere;   ///< Beginnings of references to other documents.
  std::array<std::string_view, 2> nothing;     ///< Values that are no references.
};

// BOM-Link: https://cyclonedx.org/capabilities/bomlink/
constexpr Naming kCycloneDx = {"bom-ref", {}, {"urn:cdx:"}, {}};
constexpr Naming kCycloneDxXml = {"@bom-ref", {}, {"urn:cdx:"}, {}};
// https://spdx.github.io/spdx-spec/v2.3/relationships-between-SPDX-elements/, 11.1
constexpr Naming kSpdx2 = {"SPDXID", {}, {"DocumentRef-"}, {"NONE", "NOASSERTION"}};
// Listed licences and the model's own individuals have addresses of SPDX.
constexpr Naming kSpdx3 = {
    "spdxId", {"@id", "externalSpdxId"}, {"https://spdx.org/", "http://spdx.org/", "spdx:"}, {}};

const Naming& NamingOf(SchemaId schema) {
  if (schema == SchemaId::kSpdx301) return kSpdx3;
  if (schema == SchemaId::kSpdx22 || schema == SchemaId::kSpdx23) return kSpdx2;
  return schema < SchemaId::kCycloneDxXml10 ? kCycloneDx : kCycloneDxXml;
}

using Identifier = std::pair<uint64_t, NodeIndex>;  ///< The hash, and who has it.

/// Every identifier that the document at `root` gives, sorted by hash.
std::vector<Identifier> Identifiers(const Tree& tree, NodeIndex root,
                                    std::span<const std::string_view> members) {
  std::vector<NameId> names;
  for (const std::string_view member : members) {
    const NameId name = member.empty() ? kNoName : tree.FindName(member);
    if (name != kNoName) names.push_back(name);
  }
  std::vector<Identifier> found;
  for (NodeIndex node = root; node < tree.End(root); ++node) {
    const bool is_wanted =
        tree.node(node).kind == NodeKind::kString &&
        std::find(names.begin(), names.end(), tree.node(node).name) != names.end();
    if (is_wanted) found.emplace_back(HashOfText(tree.TextOf(node)), node);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The text of a value, of an XML element the text in it.
std::string_view TextOf(const Tree& tree, NodeIndex node) {
  if (tree.node(node).kind != NodeKind::kElement) return tree.TextOf(node);
  const NodeIndex text = tree.Find(node, kTextName);
  return text == kNoNode ? std::string_view() : tree.TextOf(text);
}

/// In JSON an identifier that stands twice within `lenient` is a warning only: in the description
/// of how something was made the standard's own examples (1.5 formulation, 1.7 citations) do that.
void CheckUnique(const Tree& tree, const std::vector<Identifier>& given, NodeIndex lenient,
                 Report& report) {
  const auto is_lenient = [&](NodeIndex node) {
    return lenient != kNoNode && lenient < node && node < tree.End(lenient);
  };
  size_t first = 0;
  for (size_t i = 1; i < given.size(); ++i) {
    const auto [hash, node] = given[i];
    if (hash != given[first].first) {
      first = i;
      continue;
    }
    const bool is_warning = is_lenient(node) && is_lenient(given[first].second);
    if (is_warning ? !report.WantsWarning() : !report.WantsError()) continue;
    const std::string line = std::to_string(tree.PlaceOf(given[first].second).line);
    const std::string value = Shortened(tree.TextOf(node));
    if (is_warning) {
      report.Warn(node, "id-not-unique", {{"value", value}, {"line", line}});
    } else {
      report.Fail(node, "id-not-unique", {{"value", value}, {"line", line}});
    }
  }
}

bool RefersElsewhere(const Naming& naming, std::string_view text) {
  const auto begins = [text](std::string_view start) {
    return !start.empty() && text.starts_with(start);
  };
  return text.empty() || std::any_of(naming.elsewhere.begin(), naming.elsewhere.end(), begins) ||
         std::find(naming.nothing.begin(), naming.nothing.end(), text) != naming.nothing.end();
}

}  // namespace

void CheckDuplicateKeys(const Tree& tree, NodeIndex root, Report& report) {
  std::vector<NodeIndex> map_with(tree.name_count(), kNoNode);
  for (NodeIndex map = root; map < tree.End(root); ++map) {
    if (tree.node(map).kind != NodeKind::kMap || tree.node(map).size < 2) continue;
    for (NodeIndex member = tree.FirstChild(map); member < tree.End(map);
         member = tree.Next(member)) {
      NodeIndex& last = map_with[tree.node(member).name];
      if (last == map) {
        report.Fail(member, "duplicate-key", {{"name", Shortened(tree.NameOf(member))}});
      }
      last = map;
    }
  }
}

void CheckReferences(const Tree& tree, NodeIndex root, SchemaId schema, Report& report) {
  const Naming& naming = NamingOf(schema);
  const bool is_json = tree.node(root).kind == NodeKind::kMap;
  std::vector<Identifier> known = Identifiers(tree, root, {&naming.id, 1});
  CheckUnique(tree, known, is_json ? tree.Find(root, "formulation") : kNoNode, report);
  if (!naming.also_known[0].empty()) {
    known =
        Identifiers(tree, root, std::array{naming.id, naming.also_known[0], naming.also_known[1]});
  }
  for (const NodeIndex node : report.references()) {
    const std::string_view text = TextOf(tree, node);
    if (RefersElsewhere(naming, text)) continue;
    const uint64_t hash = HashOfText(text);
    const auto found = std::lower_bound(known.begin(), known.end(), Identifier{hash, 0});
    if (found != known.end() && found->first == hash) continue;
    if (!report.WantsWarning()) continue;
    report.Warn(node, "dangling-reference", {{"value", Shortened(text)}});
  }
}

}  // namespace headwater::sbom::schema
