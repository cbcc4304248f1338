// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/tree.h"
#include "rules/sbom/tree_builder.h"
#include "rules/sbom/tree_text.h"
#include "rules/sbom/tree_xml_scan.h"

namespace headwater::sbom {
namespace {

// No format of parts lists has more than ten attributes at an element, a handful of namespaces, or
// long names for them. Every element costs at most their product.
constexpr size_t kMaxAttributes = 64;
constexpr size_t kMaxNamespaces = 64;
constexpr size_t kMaxNamespaceBytes = 256;

constexpr std::string_view kDeclaration = "xmlns";

// https://www.w3.org/TR/xml-names/#ns-decl: bound without a declaration.
constexpr std::string_view kXmlPrefix = "xml";
constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName Split(std::string_view name) {
  const size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

bool IsSound(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos || (colon > 0 && colon + 1 < name.size() &&
                                             name.find(':', colon + 1) == std::string_view::npos);
}

/// The prefix that an attribute declares; empty for the default namespace.
std::optional<std::string_view> DeclaredPrefix(std::string_view attribute) {
  const QualifiedName name = Split(attribute);
  if (name.prefix == kDeclaration) return name.local;
  if (name.prefix.empty() && name.local == kDeclaration) return std::string_view();
  return std::nullopt;
}

struct Attribute {
  std::string_view name;
  XmlText value;
  size_t offset = 0;
};

struct Binding {
  std::string_view prefix;
  std::string name_space;
};

struct OpenElement {
  std::string_view name;  // As written, for its end tag.
  size_t bindings = 0;    // That were in force around it.
};

/// XML in one pass, without recursion.
class XmlReader {
 public:
  XmlReader(std::string bytes, const TreeLimits& limits)
      : builder_(std::move(bytes), limits),
        scan_(builder_.bytes()),
        text_name_(builder_.MadeName(kTextName)) {
    bindings_.push_back({kXmlPrefix, std::string(kXmlNamespace)});
    bindings_.push_back({});
  }

  Result<Tree> Read() &&;

 private:
  bool Prolog();
  bool Step();
  bool Markup();
  bool StartTag();
  bool EndTag();
  bool Attributes();
  bool OneAttribute();
  bool Declare(const Attribute& attribute, std::string_view prefix);
  bool OpenElementNamed(std::string_view name, size_t offset);
  bool AddAttributes();
  bool FlushText();
  bool AddText(NameId name, size_t offset, const XmlText& text);
  bool CharacterData();
  bool CloseElement();
  /// The namespace that a prefix stands for; false when nobody declared it.
  bool Resolve(std::string_view prefix, std::string_view& name_space) const;

  bool Fail(std::string_view sentence) {
    scan_.Fail(sentence);
    error_ = builder_.Invalid(scan_.offset(), scan_.problem());
    return false;
  }
  bool FailAt(size_t offset, std::string_view sentence) {
    error_ = builder_.Invalid(offset, sentence);
    return false;
  }
  bool FailBeyond(size_t offset) {
    error_ = builder_.Beyond(offset);
    return false;
  }
  bool FailTooMany(size_t offset, std::string_view sentence) {
    error_ = builder_.Invalid(offset, sentence);
    error_->code = Errc::kContent;
    return false;
  }

  TreeBuilder builder_;
  XmlScanner scan_;
  NameId text_name_;
  std::vector<OpenElement> open_;
  std::vector<Binding> bindings_;
  std::vector<Attribute> attributes_;
  std::vector<NameId> attribute_names_;
  XmlText text_;
  size_t text_offset_ = 0;
  std::string name_space_;  // Of the root.
  std::string made_name_;
  std::optional<Error> error_;
};

Result<Tree> XmlReader::Read() && {
  bool goes_on = Prolog();
  while (goes_on && !scan_.at_end()) goes_on = Step();
  if (goes_on && builder_.is_empty()) Fail("the file has no XML element");
  if (goes_on && !open_.empty()) Fail("an element is not closed");
  if (!error_ && !goes_on) error_ = builder_.Invalid(scan_.offset(), scan_.problem());
  if (error_) return *std::move(error_);
  builder_.SetNameSpace(name_space_);
  return std::move(builder_).Finish();
}

bool XmlReader::Prolog() {
  if (scan_.StartsWith(kByteOrderMark)) scan_.Skip(kByteOrderMark.size());
  return scan_.Declaration();
}

bool XmlReader::Step() {
  if (scan_.peek() != '<') return CharacterData();
  if (scan_.StartsWith("</")) return FlushText() && EndTag();
  if (scan_.StartsWith("<!") || scan_.StartsWith("<?")) return Markup();
  return FlushText() && StartTag();
}

bool XmlReader::Markup() {
  std::string_view content;
  if (scan_.StartsWith("<!--")) return scan_.Section("<!--", "-->", content);
  if (scan_.StartsWith("<?")) return scan_.Section("<?", "?>", content);
  if (scan_.StartsWith("<![CDATA[") && !open_.empty()) {
    if (text_.view().empty()) text_offset_ = scan_.offset();
    return scan_.CharacterSection(text_);
  }
  return Fail("DOCTYPE and other declarations are not read");
}

bool XmlReader::CharacterData() {
  const size_t begin = scan_.offset();
  if (text_.view().empty()) {
    // What indents the next tag.
    scan_.SkipBlanks();
    if (scan_.peek() == '<' || (scan_.at_end() && open_.empty())) return true;
    if (open_.empty()) return Fail("text stands outside the root element");
    scan_.StepBackTo(begin);
    text_offset_ = begin;
  }
  return scan_.Characters('<', text_);
}

// Text of blanks alone was skipped, unless a comment or a section stands beside it.
bool XmlReader::FlushText() {
  if (text_.view().empty()) return true;
  const bool is_blank = text_.view().find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!is_blank && !AddText(text_name_, text_offset_, text_)) return false;
  text_.Clear();
  return true;
}

bool XmlReader::AddText(NameId name, size_t offset, const XmlText& text) {
  const bool fits = name != kNoName &&
                    (text.is_made() ? builder_.AddMade(NodeKind::kString, name, offset, text.view())
                                    : builder_.Add(NodeKind::kString, name, offset, text.view()));
  return fits || FailBeyond(offset);
}

bool XmlReader::EndTag() {
  const size_t begin = scan_.offset();
  if (open_.empty()) return Fail("an end tag stands without its start tag");
  scan_.Skip(2);
  const std::string_view expected = open_.back().name;
  const bool is_there = scan_.StartsWith(expected) && scan_.peek(expected.size()) == '>';
  std::string_view name = expected;
  if (is_there) {
    scan_.Skip(name.size());
  } else if (!scan_.Name(name)) {
    return false;
  }
  if (name != expected) {
    return FailAt(begin, "the end tag does not belong to the element that is open");
  }
  scan_.SkipBlanks();
  if (scan_.peek() != '>') return Fail("a tag is not closed");
  scan_.Skip(1);
  return CloseElement();
}

bool XmlReader::CloseElement() {
  bindings_.resize(open_.back().bindings);
  open_.pop_back();
  builder_.Close();
  return true;
}

bool XmlReader::StartTag() {
  const size_t begin = scan_.offset();
  if (open_.empty() && !builder_.is_empty()) return Fail("a second root element begins");
  scan_.Skip(1);
  std::string_view name;
  if (!scan_.Name(name)) return false;
  open_.push_back({name, bindings_.size()});
  if (!Attributes() || !OpenElementNamed(name, begin) || !AddAttributes()) return false;
  const bool is_closed = scan_.peek() == '/';
  if (is_closed) scan_.Skip(1);
  if (scan_.peek() != '>') return Fail("a tag is not closed");
  scan_.Skip(1);
  return !is_closed || CloseElement();
}

bool XmlReader::Attributes() {
  attributes_.clear();
  for (;;) {
    const bool had_blanks = scan_.SkipBlanks();
    if (scan_.peek() == '>' || scan_.peek() == '/') return true;
    if (!had_blanks) return Fail("a blank is missing before an attribute");
    if (!OneAttribute()) return false;
  }
}

bool XmlReader::OneAttribute() {
  Attribute attribute;
  attribute.offset = scan_.offset();
  if (!scan_.Name(attribute.name)) return false;
  scan_.SkipBlanks();
  if (scan_.peek() != '=') return Fail("an attribute has no value");
  scan_.Skip(1);
  scan_.SkipBlanks();
  const char quote = scan_.peek();
  if (quote != '"' && quote != '\'') return Fail("an attribute's value has no quotes");
  scan_.Skip(1);
  if (!scan_.Characters(quote, attribute.value)) return false;
  scan_.Skip(1);
  if (!IsSound(attribute.name)) return FailAt(attribute.offset, "a name has a colon too many");
  if (const auto prefix = DeclaredPrefix(attribute.name)) return Declare(attribute, *prefix);
  if (attributes_.size() == kMaxAttributes) {
    return FailTooMany(attribute.offset, "an element has more than 64 attributes");
  }
  attributes_.push_back(std::move(attribute));
  return true;
}

bool XmlReader::Declare(const Attribute& attribute, std::string_view prefix) {
  const std::string_view name_space = attribute.value.view();
  if (bindings_.size() >= kMaxNamespaces || name_space.size() > kMaxNamespaceBytes) {
    return FailTooMany(attribute.offset, "there are too many namespaces, or one is too long");
  }
  for (size_t i = open_.back().bindings; i < bindings_.size(); ++i) {
    if (bindings_[i].prefix == prefix) return FailAt(attribute.offset, "an attribute stands twice");
  }
  if (!prefix.empty() && name_space.empty()) {
    return FailAt(attribute.offset, "a prefix stands for no namespace");
  }
  bindings_.push_back({prefix, std::string(name_space)});
  return true;
}

bool XmlReader::Resolve(std::string_view prefix, std::string_view& name_space) const {
  const auto found =
      std::find_if(bindings_.rbegin(), bindings_.rend(),
                   [prefix](const Binding& binding) { return binding.prefix == prefix; });
  if (found == bindings_.rend()) return false;
  name_space = found->name_space;
  return true;
}

bool XmlReader::OpenElementNamed(std::string_view name, size_t offset) {
  const QualifiedName parts = Split(name);
  std::string_view name_space;
  if (!IsSound(name) || !Resolve(parts.prefix, name_space)) {
    return FailAt(offset, "an element's prefix is not declared with xmlns");
  }
  if (builder_.is_empty()) name_space_ = name_space;
  NameId id = kNoName;
  if (name_space == name_space_) {
    id = builder_.Name(parts.local);
  } else {
    made_name_.assign("{").append(name_space).append("}").append(parts.local);
    id = builder_.MadeName(made_name_);
  }
  if (id == kNoName || !builder_.Open(NodeKind::kElement, id, offset)) return FailBeyond(offset);
  return true;
}

bool XmlReader::AddAttributes() {
  attribute_names_.clear();
  for (const Attribute& attribute : attributes_) {
    const QualifiedName parts = Split(attribute.name);
    made_name_.assign("@");
    if (!parts.prefix.empty()) {
      std::string_view name_space;
      if (!Resolve(parts.prefix, name_space)) {
        return FailAt(attribute.offset, "an attribute's prefix is not declared with xmlns");
      }
      made_name_.append("{").append(name_space).append("}");
    }
    made_name_.append(parts.local);
    const NameId id = builder_.MadeName(made_name_);
    if (std::find(attribute_names_.begin(), attribute_names_.end(), id) != attribute_names_.end()) {
      return FailAt(attribute.offset, "an attribute stands twice");
    }
    attribute_names_.push_back(id);
    if (!AddText(id, attribute.offset, attribute.value)) return false;
  }
  return true;
}

}  // namespace

Result<Tree> ReadXmlTree(std::string bytes, const TreeLimits& limits) {
  TRY(CheckStart(bytes, limits));
  return XmlReader(std::move(bytes), limits).Read();
}

}  // namespace headwater::sbom
