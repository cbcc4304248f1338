// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <yaml.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/handle.h"
#include "rules/common/key_set.h"
#include "rules/common/text.h"
#include "rules/common/yaml_schema.h"

namespace headwater {
namespace {

// libyaml owns what is inside these structs, not the structs: they stand on the stack.
using Parser = Handle<yaml_parser_t, yaml_parser_delete>;
using Event = Handle<yaml_event_t, yaml_event_delete>;

struct Hint {
  std::string_view problem;  // As libyaml 0.2.5 words it.
  std::string_view hint;
};

constexpr std::array kHints = {
    Hint{"mapping values are not allowed in this context",
         "; a value with a colon needs quotes, and a key the indentation of its neighbours"},
    Hint{"found character that cannot start any token",
         "; indent with blanks, and put a value that begins with a special character in quotes"},
    Hint{"found unexpected end of stream", "; a quote or a bracket is not closed"},
    Hint{"did not find expected key", "; compare the indentation with the lines above"},
};

std::string_view HintFor(std::string_view problem) {
  for (const Hint& hint : kHints) {
    if (hint.problem == problem) return hint.hint;
  }
  return {};
}

/// Turns libyaml's marks, which count characters, into places, which count bytes.
class MarkCursor {
 public:
  explicit MarkCursor(std::string_view text) : text_(text), places_(text) {}

  Place At(const yaml_mark_t& mark) {
    while (characters_ < mark.index && offset_ < text_.size()) {
      ++offset_;
      while (offset_ < text_.size() && IsContinuation(text_[offset_])) ++offset_;
      ++characters_;
    }
    return places_.At(offset_);
  }

  /// The byte at the place given last; 0 at the end.
  char Byte() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }

 private:
  static bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

  std::string_view text_;
  PlaceCursor places_;
  size_t offset_ = 0;
  size_t characters_ = 0;
};

/// Builds the tree from events with a stack of its own, so that depth costs no machine stack.
class YamlReader {
 public:
  YamlReader(std::string_view text, const DataLimits& limits)
      : text_(text), limits_(limits), marks_(text) {}

  Result<DataNode> Read();

 private:
  struct Frame {
    DataNode node;
    std::optional<DataNode> key;  // Waits for its value.
    KeySet<std::string> keys;
  };

  Status Take(const yaml_event_t& event);
  Status StartDocument(const yaml_event_t& event);
  Status Scalar(const yaml_event_t& event);
  Status StartContainer(const yaml_event_t& event, DataNode::Kind kind);
  Status Attach(DataNode node);
  Result<DataNode> NewNode(const yaml_event_t& event);
  Status RefuseProperties(const yaml_char_t* anchor, const yaml_char_t* tag, Place place) const;
  Error SyntaxError(const yaml_parser_t& parser) const;
  bool WantsKey() const {
    return !stack_.empty() && stack_.back().node.kind == DataNode::Kind::kMap && !stack_.back().key;
  }

  std::string_view text_;
  const DataLimits& limits_;
  MarkCursor marks_;
  std::vector<Frame> stack_;
  DataNode root_;
  uint64_t nodes_ = 0;
  bool has_document_ = false;
  bool at_end_ = false;
};

Result<DataNode> YamlReader::Read() {
  yaml_parser_t parser_storage;
  if (yaml_parser_initialize(&parser_storage) == 0) {
    return Error{Errc::kInternal, "the YAML library could not be started"};
  }
  const Parser parser(&parser_storage);
  yaml_parser_set_encoding(parser.get(), YAML_UTF8_ENCODING);
  const std::string bytes(text_);
  yaml_parser_set_input_string(parser.get(), reinterpret_cast<const yaml_char_t*>(bytes.data()),
                               bytes.size());
  while (!at_end_) {
    yaml_event_t event_storage;
    if (yaml_parser_parse(parser.get(), &event_storage) == 0) return SyntaxError(*parser);
    const Event event(&event_storage);
    TRY(Take(*event));
  }
  if (!has_document_) root_.line = root_.column = 1;
  return std::move(root_);
}

Status YamlReader::Take(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return Ok{};
    case YAML_STREAM_END_EVENT:
      at_end_ = true;
      return Ok{};
    case YAML_DOCUMENT_START_EVENT:
      return StartDocument(event);
    case YAML_ALIAS_EVENT:
      return InvalidAt(marks_.At(event.start_mark),
                       "aliases (*name) are not read; write the value out, or quote it");
    case YAML_SCALAR_EVENT:
      return Scalar(event);
    case YAML_SEQUENCE_START_EVENT:
      return StartContainer(event, DataNode::Kind::kList);
    case YAML_MAPPING_START_EVENT:
      return StartContainer(event, DataNode::Kind::kMap);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      break;
  }
  DataNode node = std::move(stack_.back().node);
  stack_.pop_back();
  return Attach(std::move(node));
}

Status YamlReader::StartDocument(const yaml_event_t& event) {
  const Place place = marks_.At(event.start_mark);
  const auto& start = event.data.document_start;
  if (start.version_directive != nullptr ||
      start.tag_directives.start != start.tag_directives.end) {
    return InvalidAt(place, "directives (lines that begin with %) are not read; leave them out");
  }
  if (has_document_) return InvalidAt(place, "a second document begins; one file holds one");
  has_document_ = true;
  return Ok{};
}

Status YamlReader::Scalar(const yaml_event_t& event) {
  DataNode node = TRY(NewNode(event));
  const auto& scalar = event.data.scalar;
  TRY(RefuseProperties(scalar.anchor, scalar.tag, {node.line, node.column}));
  node.scalar.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
  node.kind = scalar.style == YAML_PLAIN_SCALAR_STYLE ? ResolvePlainScalar(node.scalar)
                                                      : DataNode::Kind::kString;
  if (WantsKey()) {
    if (scalar.style == YAML_PLAIN_SCALAR_STYLE && node.scalar.empty()) {
      return InvalidAt({node.line, node.column}, "a key is missing before the colon");
    }
    node.kind = DataNode::Kind::kString;
  }
  if (node.kind == DataNode::Kind::kNull) node.scalar.clear();
  if (node.kind == DataNode::Kind::kBool) {
    node.scalar = node.scalar.front() == 't' || node.scalar.front() == 'T' ? "true" : "false";
  }
  return Attach(std::move(node));
}

Status YamlReader::StartContainer(const yaml_event_t& event, DataNode::Kind kind) {
  DataNode node = TRY(NewNode(event));
  const Place place = {node.line, node.column};
  // Both kinds of event begin with anchor and tag, but C gives them no common type.
  if (kind == DataNode::Kind::kList) {
    const auto& start = event.data.sequence_start;
    TRY(RefuseProperties(start.anchor, start.tag, place));
  } else {
    const auto& start = event.data.mapping_start;
    TRY(RefuseProperties(start.anchor, start.tag, place));
  }
  if (WantsKey()) return InvalidAt(place, "a key must be a text, not a list or a map");
  if (stack_.size() >= limits_.depth) {
    return BeyondAt(place, "lists and maps are nested more than " + std::to_string(limits_.depth) +
                               " levels deep");
  }
  node.kind = kind;
  stack_.push_back({.node = std::move(node), .key = std::nullopt, .keys = {}});
  return Ok{};
}

Status YamlReader::Attach(DataNode node) {
  if (stack_.empty()) {
    root_ = std::move(node);
    return Ok{};
  }
  Frame& top = stack_.back();
  if (top.node.kind == DataNode::Kind::kList) {
    top.node.items.push_back(std::move(node));
  } else if (top.key) {
    top.node.members.push_back({*std::move(top.key), std::move(node)});
    top.key.reset();
  } else if (top.keys.Insert(node.scalar)) {
    top.key = std::move(node);
  } else {
    return InvalidAt({node.line, node.column},
                     "the key stands twice in this map; keep one of the two");
  }
  return Ok{};
}

Result<DataNode> YamlReader::NewNode(const yaml_event_t& event) {
  const Place place = marks_.At(event.start_mark);
  if (++nodes_ > limits_.nodes) {
    return BeyondAt(place, "the file has more than " + std::to_string(limits_.nodes) + " values");
  }
  DataNode node;
  node.line = place.line;
  node.column = place.column;
  return node;
}

Status YamlReader::RefuseProperties(const yaml_char_t* anchor, const yaml_char_t* tag,
                                    Place place) const {
  if (anchor != nullptr) {
    return InvalidAt(place, "anchors (&name) are not read; write the value out, or quote it");
  }
  // libyaml hides the tag `!`, so the byte at which the node begins is looked at too.
  if (tag != nullptr || marks_.Byte() == '!') {
    return InvalidAt(place, "tags (!name) are not read; leave the tag out, or quote the value");
  }
  return Ok{};
}

Error YamlReader::SyntaxError(const yaml_parser_t& parser) const {
  if (parser.error == YAML_MEMORY_ERROR) return {Errc::kTransient, "out of memory reading YAML"};
  const std::string problem = parser.problem != nullptr ? parser.problem : "not YAML";
  const Place place = parser.error == YAML_READER_ERROR ? PlaceOf(text_, parser.problem_offset)
                                                        : MarkCursor(text_).At(parser.problem_mark);
  std::string sentence = "this is not YAML: " + problem;
  if (parser.context != nullptr) sentence += std::string(" ") + parser.context;
  return InvalidAt(place, sentence.append(HintFor(problem)));
}

}  // namespace

Result<DataNode> ParseYaml(std::string_view text, const DataLimits& limits) {
  text = WithoutByteOrderMark(text);
  TRY(CheckText(text, limits.bytes, Controls::kYaml));
  return YamlReader(text, limits).Read();
}

}  // namespace headwater
