// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "rules/common/key_set.h"
#include "rules/common/text.h"
#include "rules/common/xml_guard.h"

namespace headwater {
namespace {

constexpr std::string_view kNamespaceDeclaration = "xmlns";

// https://www.w3.org/TR/xml-names/#ns-decl: bound without a declaration.
constexpr std::string_view kXmlPrefix = "xml";
constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName SplitName(std::string_view name) {
  const size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

/// The prefix that an attribute declares (empty: the default), or no value.
bool DeclaresPrefix(std::string_view attribute, std::string_view& prefix) {
  const QualifiedName name = SplitName(attribute);
  if (name.prefix == kNamespaceDeclaration) {
    prefix = name.local;
    return true;
  }
  prefix = {};
  return name.prefix.empty() && name.local == kNamespaceDeclaration;
}

/// Converts what GuardXml has let through; recursion is bounded by its depth.
class XmlConverter {
 public:
  explicit XmlConverter(std::string_view text) : text_(text), places_(text) {
    namespaces_[kXmlPrefix].push_back(kXmlNamespace);
    namespaces_[{}].emplace_back();
  }

  Result<XmlNode> Convert(const pugi::xml_node& element);

 private:
  Status Attributes(const pugi::xml_node& element, XmlNode& node,
                    std::vector<std::string_view>& declared);
  Status Name(const pugi::xml_node& element, XmlNode& node) const;
  Status Content(const pugi::xml_node& element, XmlNode& node);

  std::string_view text_;
  PlaceCursor places_;
  /// What each prefix stands for, innermost last. Views into pugixml's document.
  std::map<std::string_view, std::vector<std::string_view>> namespaces_;
};

Result<XmlNode> XmlConverter::Convert(const pugi::xml_node& element) {
  XmlNode node;
  node.line = places_.At(static_cast<size_t>(element.offset_debug())).line;
  std::vector<std::string_view> declared;
  TRY(Attributes(element, node, declared));
  TRY(Name(element, node));
  TRY(Content(element, node));
  for (const std::string_view prefix : declared) namespaces_[prefix].pop_back();
  return node;
}

Status XmlConverter::Attributes(const pugi::xml_node& element, XmlNode& node,
                                std::vector<std::string_view>& declared) {
  KeySet<std::string_view> names;
  for (const pugi::xml_attribute& attribute : element.attributes()) {
    const std::string_view name = attribute.name();
    if (!names.Insert(name)) return InvalidAt({node.line, 1}, "an attribute stands twice");
    std::string_view prefix;
    if (DeclaresPrefix(name, prefix)) {
      namespaces_[prefix].emplace_back(attribute.value());
      declared.push_back(prefix);
    } else {
      node.attributes.emplace_back(name, attribute.value());
    }
  }
  return Ok{};
}

Status XmlConverter::Name(const pugi::xml_node& element, XmlNode& node) const {
  const QualifiedName name = SplitName(element.name());
  const auto found = namespaces_.find(name.prefix);
  if (name.local.empty() || found == namespaces_.end() || found->second.empty()) {
    return InvalidAt({node.line, 1}, "an element's prefix is not declared with xmlns");
  }
  node.name = name.local;
  node.name_space = found->second.back();
  return Ok{};
}

Status XmlConverter::Content(const pugi::xml_node& element, XmlNode& node) {
  for (const pugi::xml_node& child : element.children()) {
    const pugi::xml_node_type type = child.type();
    if (type == pugi::node_pcdata || type == pugi::node_cdata) {
      node.text += child.value();
    } else if (type == pugi::node_element) {
      node.children.push_back(TRY(Convert(child)));
    }
  }
  return Ok{};
}

}  // namespace

Result<XmlNode> ParseXml(std::string_view text, const DataLimits& limits) {
  TRY(CheckText(text, limits.bytes, Controls::kXml));
  text = WithoutByteOrderMark(text);
  TRY(GuardXml(text, limits));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (parsed.status == pugi::status_out_of_memory) {
    return Error{Errc::kTransient, "out of memory reading XML"};
  }
  if (!parsed) {
    return InvalidAt(PlaceOf(text, static_cast<size_t>(parsed.offset)),
                     std::string("this is not XML: ") + parsed.description());
  }
  return XmlConverter(text).Convert(document.document_element());
}

}  // namespace headwater
