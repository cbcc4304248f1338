// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/option_value.h"

#include <charconv>
#include <cstdlib>
#include <utility>

#include "headwater/glob.h"

namespace headwater::config {
namespace {

Error Expected(std::string_view what) { return {Errc::kInvalid, "expected " + std::string(what)}; }

Result<OptionValue> ReadInteger(const OptionInfo& info, const DataNode& node) {
  int64_t value = 0;
  const std::string& text = node.scalar;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = node.kind == DataNode::Kind::kInteger && error == std::errc{} &&
                         end == text.data() + text.size();
  if (!is_number || value < info.minimum || value > info.maximum) {
    return Expected("a whole number from " + std::to_string(info.minimum) + " to " +
                    std::to_string(info.maximum));
  }
  return OptionValue(value);
}

Result<OptionValue> ReadChoice(const OptionInfo& info, const DataNode& node) {
  std::string allowed;
  for (const Literal& choice : info.choices) {
    if (node.kind == DataNode::Kind::kString && choice.view() == node.scalar) {
      return OptionValue(node.scalar);
    }
    if (!allowed.empty()) allowed += ", ";
    allowed += choice.view();
  }
  return Expected("one of: " + allowed);
}

Result<OptionValue> ReadText(const OptionInfo& info, const DataNode& node) {
  const bool one_line = node.scalar.find_first_of("\n\r") == std::string::npos;
  if (node.kind != DataNode::Kind::kString || !one_line ||
      node.scalar.size() > static_cast<size_t>(info.maximum)) {
    return Expected("one line of text, at most " + std::to_string(info.maximum) + " bytes");
  }
  return OptionValue(node.scalar);
}

}  // namespace

Result<std::vector<std::string>> ReadStrings(const DataNode& node) {
  if (node.kind == DataNode::Kind::kString) return std::vector<std::string>{node.scalar};
  if (node.kind != DataNode::Kind::kList) return Expected("a list of strings");
  std::vector<std::string> strings;
  for (const DataNode& item : node.items) {
    if (item.kind != DataNode::Kind::kString) return Expected("a list of strings");
    strings.push_back(item.scalar);
  }
  return strings;
}

Result<std::vector<std::string>> ReadGlobs(const DataNode& node) {
  std::vector<std::string> globs = TRY(ReadStrings(node));
  TRY(GlobSet::Make(globs));
  return globs;
}

Result<OptionValue> ReadOptionValue(const OptionInfo& info, const DataNode& node) {
  switch (info.type) {
    case OptionType::kBool:
      if (node.kind != DataNode::Kind::kBool) return Expected("true or false");
      return OptionValue(node.scalar == "true");
    case OptionType::kInteger:
      return ReadInteger(info, node);
    case OptionType::kChoice:
      return ReadChoice(info, node);
    case OptionType::kGlobs:
      return OptionValue(TRY(ReadGlobs(node)));
    case OptionType::kText:
      return ReadText(info, node);
  }
  return Error{Errc::kInternal, "unknown option type"};
}

OptionValue DefaultOf(const OptionInfo& info) {
  const Result<DataNode> node = ParseYaml(info.default_value.view(), kPolicyLimits);
  if (!node.ok()) std::abort();
  const Result<OptionValue> value = ReadOptionValue(info, node.value());
  if (!value.ok()) std::abort();
  return value.value();
}

std::string ToText(const OptionValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  std::string list = "[";
  for (const std::string& item : std::get<std::vector<std::string>>(value)) {
    if (list.size() > 1) list += ", ";
    list += item;
  }
  return list + "]";
}

}  // namespace headwater::config
