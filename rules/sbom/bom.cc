// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/bom.h"

#include <algorithm>
#include <array>

#include "rules/sbom/bom_reader.h"

namespace headwater::sbom {
namespace {

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// What is described twice is one thing.
void KeepFirst(std::vector<ComponentIndex>& primary, size_t components) {
  std::vector<bool> is_seen(components);
  primary.erase(std::remove_if(primary.begin(), primary.end(),
                               [&is_seen](ComponentIndex component) {
                                 const bool was_seen = is_seen[component];
                                 is_seen[component] = true;
                                 return was_seen;
                               }),
                primary.end());
}

}  // namespace

BomText TextAt(const Tree& tree, NodeIndex node) {
  if (node == kNoNode) return {};
  switch (tree.node(node).kind) {
    case NodeKind::kBool:
    case NodeKind::kNumber:
    case NodeKind::kString:
      return {Trim(tree.TextOf(node)), node};
    case NodeKind::kElement: {
      const NodeIndex text = tree.Find(node, kTextName);
      return {text == kNoNode ? std::string_view() : Trim(tree.TextOf(text)), node};
    }
    case NodeKind::kNull:
    case NodeKind::kList:
    case NodeKind::kMap:
      break;
  }
  return {};
}

bool IsContainer(const Tree& tree, NodeIndex node) {
  const NodeKind kind = tree.node(node).kind;
  return kind == NodeKind::kList || kind == NodeKind::kMap || kind == NodeKind::kElement;
}

BomText MemberText(const Tree& tree, NodeIndex map, std::string_view name) {
  return IsContainer(tree, map) ? TextAt(tree, tree.Find(map, name)) : BomText();
}

BomParty SpdxParty(const BomText& text) {
  using Kind = BomParty::Kind;
  constexpr std::array<std::pair<std::string_view, Kind>, 3> kPrefixes = {
      {{"Person:", Kind::kPerson}, {"Organization:", Kind::kOrganisation}, {"Tool:", Kind::kTool}}};
  BomParty party;
  party.node = text.node;
  std::string_view rest = text.text;
  for (const auto& [prefix, kind] : kPrefixes) {
    if (!rest.starts_with(prefix)) continue;
    rest = Trim(rest.substr(prefix.size()));
    party.kind = kind;
    break;
  }
  const size_t open = rest.rfind('(');
  if (party.kind != Kind::kTool && open != std::string_view::npos && rest.ends_with(')')) {
    const std::string_view email = Trim(rest.substr(open + 1, rest.size() - open - 2));
    if (!email.empty()) party.email = {email, text.node};
    rest = Trim(rest.substr(0, open));
  }
  party.name = {rest, text.node};
  return party;
}

BomLicense::Form ExpressionForm(std::string_view text) {
  if (text == "NOASSERTION") return BomLicense::Form::kNoAssertion;
  return text == "NONE" ? BomLicense::Form::kNone : BomLicense::Form::kExpression;
}

TextIndex IndexReferences(const std::vector<BomComponent>& components) {
  TextIndex index(components.size());
  for (ComponentIndex i = 0; i < components.size(); ++i) {
    if (components[i].ref.has()) index.Insert(components[i].ref.text, i);
  }
  return index;
}

Bom ReadBom(const SbomDocument& document) {
  Bom bom;
  bom.document = &document;
  if (!document.tree) return bom;
  switch (document.format) {
    case SbomFormat::kNone:
      break;
    case SbomFormat::kCycloneDx:
      ReadCycloneDx(document, bom);
      break;
    case SbomFormat::kSpdx2:
      ReadSpdx2(document, bom);
      break;
    case SbomFormat::kSpdx3:
      ReadSpdx3(document, bom);
      break;
  }
  KeepFirst(bom.primary, bom.components.size());
  bom.ids.Seal();
  bom.parties.Seal();
  bom.licenses.Seal();
  bom.hashes.Seal();
  bom.references.Seal();
  bom.facts.Seal();
  return bom;
}

}  // namespace headwater::sbom
