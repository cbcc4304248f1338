// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode.h"

#include <string>
#include <utility>

#include "headwater/data.h"
#include "rules/common/text.h"

namespace headwater {
namespace {

Error WrongType(const DataNode& node, std::string_view key, std::string_view wanted) {
  return InvalidAt({node.line, node.column},
                   "`" + std::string(key) + "` must be " + std::string(wanted));
}

/// A number is taken as it is written: `softwareVersion: 1.10` without quotes is common, and its
/// digits are there.
bool IsText(const DataNode& node) {
  return node.kind == DataNode::Kind::kString || node.kind == DataNode::Kind::kInteger ||
         node.kind == DataNode::Kind::kFloat;
}

/// The text of a scalar member.
Result<std::optional<Untrusted>> ReadText(const DataNode& map, std::string_view key) {
  const DataNode* node = map.Find(key);
  if (node == nullptr || node->kind == DataNode::Kind::kNull) return std::optional<Untrusted>{};
  if (!IsText(*node)) return WrongType(*node, key, "a text");
  return std::optional(Untrusted(node->scalar));
}

Result<std::vector<Untrusted>> ReadIsBasedOn(const DataNode& root) {
  constexpr std::string_view kKey = "isBasedOn";
  std::vector<Untrusted> urls;
  const DataNode* node = root.Find(kKey);
  if (node == nullptr || node->kind == DataNode::Kind::kNull) return urls;
  if (node->kind == DataNode::Kind::kString) {
    urls.emplace_back(node->scalar);
    return urls;
  }
  if (node->kind != DataNode::Kind::kList)
    return WrongType(*node, kKey, "a text or a list of texts");
  for (const DataNode& item : node->items) {
    if (item.kind != DataNode::Kind::kString) {
      return WrongType(item, kKey, "a text or a list of texts");
    }
    urls.emplace_back(item.scalar);
  }
  return urls;
}

/// Empty when it is not there, or no text.
Untrusted TextOr(const DataNode& map, std::string_view key) {
  const DataNode* node = map.Find(key);
  return node != nullptr && IsText(*node) ? Untrusted(node->scalar) : Untrusted();
}

std::vector<Untrusted> TextsIn(const DataNode& map, std::string_view key) {
  std::vector<Untrusted> texts;
  const DataNode* node = map.Find(key);
  if (node == nullptr || node->kind != DataNode::Kind::kList) return texts;
  for (const DataNode& item : node->items) {
    if (IsText(item)) texts.emplace_back(item.scalar);
  }
  return texts;
}

std::vector<PubliccodeDescription> DescriptionsIn(const DataNode& root) {
  std::vector<PubliccodeDescription> descriptions;
  const DataNode* node = root.Find("description");
  if (node == nullptr || node->kind != DataNode::Kind::kMap) return descriptions;
  for (const auto& [language, texts] : node->members) {
    if (texts.kind != DataNode::Kind::kMap) continue;
    descriptions.push_back({.language = Untrusted(language.scalar),
                            .localised_name = TextOr(texts, "localisedName"),
                            .generic_name = TextOr(texts, "genericName"),
                            .short_description = TextOr(texts, "shortDescription")});
  }
  return descriptions;
}

/// The standard writes the countries' sections in lower case, and since 0.3 in capitals.
std::vector<AdministrativeService> ServicesIn(const DataNode& root) {
  std::vector<AdministrativeService> services;
  for (const std::string_view country : {"de", "DE"}) {
    const DataNode* section = root.Find(country);
    const DataNode* list = section == nullptr ? nullptr : section->Find("leika");
    if (list == nullptr || list->kind != DataNode::Kind::kList) continue;
    for (const DataNode& item : list->items) {
      AdministrativeService service{TextOr(item, "leika-id"), TextOr(item, "ozg-id")};
      if (!service.leika_id.empty() || !service.ozg_id.empty()) {
        services.push_back(std::move(service));
      }
    }
  }
  return services;
}

}  // namespace

Result<Publiccode> ReadPubliccode(std::string_view text) {
  const DataNode root = TRY(ParseYaml(text, kYamlLimits));
  if (root.kind != DataNode::Kind::kMap) {
    return InvalidAt({root.line, root.column}, "the file must be a map of keys and values");
  }
  Publiccode publiccode;
  publiccode.name = TRY(ReadText(root, "name"));
  publiccode.url = TRY(ReadText(root, "url"));
  publiccode.software_version = TRY(ReadText(root, "softwareVersion"));
  publiccode.is_based_on = TRY(ReadIsBasedOn(root));
  publiccode.descriptions = DescriptionsIn(root);
  publiccode.categories = TextsIn(root, "categories");
  publiccode.services = ServicesIn(root);
  const DataNode* legal = root.Find("legal");
  if (legal == nullptr || legal->kind == DataNode::Kind::kNull) return publiccode;
  if (legal->kind != DataNode::Kind::kMap) return WrongType(*legal, "legal", "a map");
  publiccode.license = TRY(ReadText(*legal, "license"));
  publiccode.main_copyright_owner = TRY(ReadText(*legal, "mainCopyrightOwner"));
  return publiccode;
}

}  // namespace headwater
