// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <simdjson.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "rules/common/json_text.h"
#include "rules/common/key_set.h"
#include "rules/common/text.h"

namespace headwater {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kBlanks = " \t\n\r";

std::string_view WithoutTrailingBlanks(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// How much of the tree is kept. Everything is walked and checked in any case.
enum class Keep { kAll, kTopLevel };

/// Walks a document with simdjson's on-demand interface: its tree interface gives no places.
/// Recursion is bounded by DataLimits::depth.
class JsonReader {
 public:
  JsonReader(std::string_view text, const DataLimits& limits, Keep keep)
      : text_(text), limits_(limits), keep_(keep), padded_(text), places_(text) {}

  Result<DataNode> Read();

 private:
  Result<DataNode> Root();
  Result<DataNode> Value(ondemand::value value, uint32_t depth);
  Status Members(ondemand::value& value, uint32_t depth, DataNode& node);
  Status Items(ondemand::value& value, uint32_t depth, DataNode& node);
  Result<DataNode> Key(simdjson::simdjson_result<ondemand::field>& field,
                       KeySet<std::string_view>& keys);
  Result<DataNode> NewNode(const char* at);
  Status CheckDepth(uint32_t depth) const;
  Status Text(ondemand::value& value, bool keep, DataNode& node) const;
  Status NumberOrWord(std::string_view token, DataNode& node) const;
  bool Keeps(uint32_t depth) const { return keep_ == Keep::kAll || depth <= 1; }
  size_t OffsetOf(const char* at) const { return static_cast<size_t>(at - padded_.data()); }
  Error SyntaxError(simdjson::error_code code, Place place) const;
  Error SyntaxErrorHere(simdjson::error_code code) { return SyntaxError(code, Here()); }
  Place Here();

  std::string_view text_;
  const DataLimits& limits_;
  Keep keep_;
  simdjson::padded_string padded_;
  PlaceCursor places_;
  ondemand::parser parser_;
  ondemand::document document_;
  Place last_;  // Of the key or value begun last.
  uint64_t nodes_ = 0;
};

Result<DataNode> JsonReader::Read() {
  const simdjson::error_code error = parser_.iterate(padded_).get(document_);
  if (error == simdjson::EMPTY) return InvalidAt({}, "the file is empty; JSON needs one value");
  if (error != simdjson::SUCCESS) {
    return SyntaxError(error, PlaceOf(text_, FindJsonStringProblem(text_)));
  }
  return Root();
}

Result<DataNode> JsonReader::Root() {
  std::string_view token;
  if (const auto error = document_.raw_json_token().get(token); error != simdjson::SUCCESS) {
    return SyntaxErrorHere(error);
  }
  if (token.starts_with('{') || token.starts_with('[')) {
    ondemand::value value;
    if (const auto error = document_.get_value().get(value); error != simdjson::SUCCESS) {
      return SyntaxErrorHere(error);
    }
    DataNode root = TRY(Value(value, 1));
    if (document_.current_location().error() == simdjson::OUT_OF_BOUNDS) return root;
    return InvalidAt(Here(), "text follows the document's end");
  }
  DataNode node = TRY(NewNode(token.data()));
  token = WithoutTrailingBlanks(token);
  const size_t end = OffsetOf(token.data()) + token.size();
  if (end != WithoutTrailingBlanks(text_).size()) {
    return InvalidAt(places_.At(end), "text follows the document's end");
  }
  if (!token.starts_with('"')) {
    TRY(NumberOrWord(token, node));
    return node;
  }
  std::string_view text;
  if (const auto error = document_.get_string().get(text); error != simdjson::SUCCESS) {
    return SyntaxError(error, last_);
  }
  node.kind = DataNode::Kind::kString;
  node.scalar = text;
  return node;
}

Result<DataNode> JsonReader::Value(ondemand::value value, uint32_t depth) {
  const std::string_view token = WithoutTrailingBlanks(value.raw_json_token());
  if (token.empty()) return SyntaxErrorHere(simdjson::TAPE_ERROR);
  DataNode node = TRY(NewNode(token.data()));
  switch (token.front()) {
    case '{':
      TRY(Members(value, depth, node));
      break;
    case '[':
      TRY(Items(value, depth, node));
      break;
    case '"':
      TRY(Text(value, Keeps(depth - 1), node));
      break;
    default:
      TRY(NumberOrWord(token, node));
  }
  return node;
}

Status JsonReader::CheckDepth(uint32_t depth) const {
  if (depth <= limits_.depth) return Ok{};
  return BeyondAt(last_, "lists and maps are nested more than " + std::to_string(limits_.depth) +
                             " levels deep");
}

Status JsonReader::Text(ondemand::value& value, bool keep, DataNode& node) const {
  std::string_view text;
  if (const auto error = value.get_string().get(text); error != simdjson::SUCCESS) {
    return SyntaxError(error, last_);
  }
  node.kind = DataNode::Kind::kString;
  if (keep) node.scalar = text;
  return Ok{};
}

Status JsonReader::Members(ondemand::value& value, uint32_t depth, DataNode& node) {
  TRY(CheckDepth(depth));
  node.kind = DataNode::Kind::kMap;
  ondemand::object object;
  if (const auto error = value.get_object().get(object); error != simdjson::SUCCESS) {
    return SyntaxErrorHere(error);
  }
  KeySet<std::string_view> keys;
  for (simdjson::simdjson_result<ondemand::field> field : object) {
    DataNode key = TRY(Key(field, keys));
    ondemand::value member;
    if (const auto error = field.value().get(member); error != simdjson::SUCCESS) {
      return SyntaxErrorHere(error);
    }
    DataNode child = TRY(Value(member, depth + 1));
    if (Keeps(depth)) node.members.push_back({std::move(key), std::move(child)});
  }
  return Ok{};
}

Status JsonReader::Items(ondemand::value& value, uint32_t depth, DataNode& node) {
  TRY(CheckDepth(depth));
  node.kind = DataNode::Kind::kList;
  ondemand::array array;
  if (const auto error = value.get_array().get(array); error != simdjson::SUCCESS) {
    return SyntaxErrorHere(error);
  }
  for (simdjson::simdjson_result<ondemand::value> element : array) {
    ondemand::value item;
    if (const auto error = element.get(item); error != simdjson::SUCCESS) {
      return SyntaxErrorHere(error);
    }
    DataNode child = TRY(Value(item, depth + 1));
    if (keep_ == Keep::kAll) node.items.push_back(std::move(child));
  }
  return Ok{};
}

Result<DataNode> JsonReader::Key(simdjson::simdjson_result<ondemand::field>& field,
                                 KeySet<std::string_view>& keys) {
  ondemand::raw_json_string raw;
  if (const auto error = field.key().get(raw); error != simdjson::SUCCESS) {
    return SyntaxErrorHere(error);
  }
  DataNode key = TRY(NewNode(raw.raw() - 1));  // raw() is behind the quote.
  std::string_view name;
  if (const auto error = field.unescaped_key().get(name); error != simdjson::SUCCESS) {
    return SyntaxError(error, last_);
  }
  // The view stays valid: simdjson unescapes into one buffer that lives as long as the parser.
  if (!keys.Insert(name)) {
    return InvalidAt(last_, "the key stands twice in this object; keep one of the two");
  }
  key.kind = DataNode::Kind::kString;
  key.scalar = name;
  return key;
}

Result<DataNode> JsonReader::NewNode(const char* at) {
  last_ = places_.At(OffsetOf(at));
  if (++nodes_ > limits_.nodes) {
    return BeyondAt(last_, "the file has more than " + std::to_string(limits_.nodes) + " values");
  }
  DataNode node;
  node.line = last_.line;
  node.column = last_.column;
  return node;
}

Status JsonReader::NumberOrWord(std::string_view token, DataNode& node) const {
  if (token == "null") return Ok{};
  // Not simdjson's numbers: those refuse what does not fit into 64 bits, and 1e400.
  node.kind = token == "true" || token == "false" ? DataNode::Kind::kBool : JsonNumberKind(token);
  if (node.kind == DataNode::Kind::kNull) {
    return InvalidAt({node.line, node.column},
                     "this is no JSON value; texts need double quotes, and no comma may stand "
                     "before a closing bracket");
  }
  node.scalar = token;
  return Ok{};
}

Error JsonReader::SyntaxError(simdjson::error_code code, Place place) const {
  if (code == simdjson::MEMALLOC) return {Errc::kTransient, "out of memory reading JSON"};
  if (code == simdjson::DEPTH_ERROR) return BeyondAt(place, "lists and maps are nested too deep");
  return InvalidAt(place, std::string("this is not JSON: ") + simdjson::error_message(code));
}

/// The place of the token simdjson stands at.
Place JsonReader::Here() {
  const char* at = nullptr;
  if (document_.current_location().get(at) != simdjson::SUCCESS) return last_;
  return places_.At(OffsetOf(at));
}

Result<DataNode> Read(std::string_view text, const DataLimits& limits, Keep keep) {
  TRY(CheckText(text, limits.bytes, Controls::kAllow));
  if (WithoutByteOrderMark(text).size() != text.size()) {
    return InvalidAt({}, "a byte order mark begins the file; JSON allows none, save it without");
  }
  return JsonReader(text, limits, keep).Read();
}

}  // namespace

Result<DataNode> ParseJson(std::string_view text, const DataLimits& limits) {
  return Read(text, limits, Keep::kAll);
}

Result<std::vector<std::pair<std::string, DataNode>>> ReadJsonTopLevel(std::string_view text,
                                                                       const DataLimits& limits) {
  DataNode root = TRY(Read(text, limits, Keep::kTopLevel));
  if (root.kind != DataNode::Kind::kMap) {
    return InvalidAt({root.line, root.column}, "the document is not an object");
  }
  std::vector<std::pair<std::string, DataNode>> members;
  members.reserve(root.members.size());
  for (auto& [key, value] : root.members) {
    members.emplace_back(std::move(key.scalar), std::move(value));
  }
  return members;
}

}  // namespace headwater
