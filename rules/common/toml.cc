// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "rules/common/text.h"
#include "rules/common/toml_guard.h"

namespace headwater {
namespace {

/// Finds bytes by toml++'s positions, which count lines and code points.
class TomlLines {
 public:
  explicit TomlLines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', end + 1)) {
      starts_.push_back(static_cast<uint32_t>(end + 1));
    }
  }

  size_t OffsetOf(const toml::source_position& position) {
    const size_t line = std::clamp<size_t>(position.line, 1, starts_.size()) - 1;
    if (line != indexed_line_) Index(line);
    const size_t column = std::max<size_t>(position.column, 1) - 1;
    if (is_ascii_) return std::min(starts_[line] + column, text_.size());
    return column < characters_.size() ? characters_[column] : LineEnd(line);
  }

  Place PlaceAt(const toml::source_position& position) {
    const size_t offset = OffsetOf(position);
    const size_t line = indexed_line_;
    return {static_cast<uint32_t>(line + 1), static_cast<uint32_t>(offset - starts_[line] + 1)};
  }

  std::string_view Slice(const toml::source_region& region) {
    const size_t begin = OffsetOf(region.begin);
    const size_t end = std::max(OffsetOf(region.end), begin);
    const std::string_view slice = text_.substr(begin, end - begin);
    return slice.substr(0, slice.find_last_not_of(" \t\r\n") + 1);
  }

 private:
  size_t LineEnd(size_t line) const {
    return line + 1 < starts_.size() ? starts_[line + 1] - 1 : text_.size();
  }

  // Values are visited line by line, so the line asked for last is the one asked for next.
  void Index(size_t line) {
    indexed_line_ = line;
    characters_.clear();
    const std::string_view bytes = text_.substr(starts_[line], LineEnd(line) - starts_[line]);
    is_ascii_ = std::all_of(bytes.begin(), bytes.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    if (is_ascii_) return;
    for (size_t i = 0; i < bytes.size(); ++i) {
      const bool begins = (static_cast<unsigned char>(bytes[i]) & 0xC0U) != 0x80U;
      if (begins) characters_.push_back(static_cast<uint32_t>(starts_[line] + i));
    }
  }

  std::string_view text_;
  std::vector<uint32_t> starts_;  // ParseToml refuses text beyond 4 GiB.
  std::vector<uint32_t> characters_;
  size_t indexed_line_ = SIZE_MAX;
  bool is_ascii_ = true;
};

class TomlConverter {
 public:
  TomlConverter(std::string_view text, const DataLimits& limits) : lines_(text), limits_(limits) {}

  /// Recursion is bounded by DataLimits::depth.
  Result<DataNode> Convert(const toml::node& node, uint32_t depth);

  Place PlaceAt(const toml::source_position& position) { return lines_.PlaceAt(position); }

 private:
  Status Members(const toml::table& table, uint32_t depth, DataNode& node);
  Status Items(const toml::array& array, uint32_t depth, DataNode& node);
  Result<DataNode> NewNode(const toml::source_region& source);

  TomlLines lines_;
  const DataLimits& limits_;
  uint64_t nodes_ = 0;
};

DataNode::Kind KindOf(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none:
      return DataNode::Kind::kNull;
    case toml::node_type::table:
      return DataNode::Kind::kMap;
    case toml::node_type::array:
      return DataNode::Kind::kList;
    case toml::node_type::integer:
      return DataNode::Kind::kInteger;
    case toml::node_type::floating_point:
      return DataNode::Kind::kFloat;
    case toml::node_type::boolean:
      return DataNode::Kind::kBool;
    case toml::node_type::string:
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      break;
  }
  return DataNode::Kind::kString;
}

Result<DataNode> TomlConverter::Convert(const toml::node& node, uint32_t depth) {
  DataNode result = TRY(NewNode(node.source()));
  result.kind = KindOf(node);
  const bool is_container = node.is_table() || node.is_array();
  if (is_container && depth > limits_.depth) {
    return BeyondAt(
        {result.line, result.column},
        "tables and arrays are nested more than " + std::to_string(limits_.depth) + " levels deep");
  }
  if (const toml::table* table = node.as_table()) {
    TRY(Members(*table, depth, result));
  } else if (const toml::array* array = node.as_array()) {
    TRY(Items(*array, depth, result));
  } else if (const auto* text = node.as_string()) {
    result.scalar = text->get();
  } else {
    result.scalar = lines_.Slice(node.source());
  }
  return result;
}

Status TomlConverter::Members(const toml::table& table, uint32_t depth, DataNode& node) {
  // toml++ keeps members by name; people, and what refers to lines, want the order of the file.
  std::vector<std::pair<const toml::key*, const toml::node*>> members;
  members.reserve(table.size());
  for (const auto& [key, value] : table) members.emplace_back(&key, &value);
  const auto place = [](const auto& member) {
    const toml::source_position& begin = member.first->source().begin;
    return std::tuple(begin.line, begin.column);
  };
  std::stable_sort(members.begin(), members.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
  node.members.reserve(members.size());
  for (const auto& [key, value] : members) {
    DataNode name = TRY(NewNode(key->source()));
    name.kind = DataNode::Kind::kString;
    name.scalar = key->str();
    DataNode child = TRY(Convert(*value, depth + 1));
    node.members.push_back({std::move(name), std::move(child)});
  }
  return Ok{};
}

Status TomlConverter::Items(const toml::array& array, uint32_t depth, DataNode& node) {
  node.items.reserve(array.size());
  for (const toml::node& item : array) node.items.push_back(TRY(Convert(item, depth + 1)));
  return Ok{};
}

Result<DataNode> TomlConverter::NewNode(const toml::source_region& source) {
  const Place place = lines_.PlaceAt(source.begin);
  if (++nodes_ > limits_.nodes) {
    return BeyondAt(place, "the file has more than " + std::to_string(limits_.nodes) + " values");
  }
  DataNode node;
  node.line = place.line;
  node.column = place.column;
  return node;
}

}  // namespace

Result<DataNode> ParseToml(std::string_view text, const DataLimits& limits) {
  TRY(CheckText(text, std::min<size_t>(limits.bytes, UINT32_MAX), Controls::kToml));
  text = WithoutByteOrderMark(text);
  TRY(GuardToml(text, limits));
  TomlConverter converter(text, limits);
  try {
    const toml::table root = toml::parse(text);
    return converter.Convert(root, 1);
  } catch (const toml::parse_error& error) {
    return InvalidAt(converter.PlaceAt(error.source().begin),
                     "this is not TOML: " + std::string(error.description()));
  }
}

}  // namespace headwater
