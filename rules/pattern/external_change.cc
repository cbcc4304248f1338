// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "headwater/external_rule.h"
#include "headwater/sink.h"
#include "rules/pattern/search.h"

namespace headwater {
namespace {

using Json = Out<Sink::kJson>;

Literal NameOf(FileStatus status) {
  switch (status) {
    case FileStatus::kAdded:
      return "added";
    case FileStatus::kDeleted:
      return "deleted";
    case FileStatus::kModified:
      break;
  }
  return "modified";
}

// What a line or a file costs beside its text: the names of its members, and the signs around.
constexpr size_t kItemBytes = 32;

// Within a character of UTF-8 every byte but the first is 10xxxxxx (RFC 3629, section 3).
bool IsWithinCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Writes down what a rule is told of a change, within the bounds.
class ChangeWriter {
 public:
  ChangeWriter(const ExternalMaterial& material, const ExternalSends& sends)
      : material_(material), sends_(sends) {}

  Result<std::optional<std::string>> Write() {
    Json files;
    Literal separator = "";
    bool is_any = false;
    for (const ChangedFile& file : material_.change.files) {
      if (!IsExternallyJudged(file) || !material_.covers(file.path)) continue;
      is_any = true;
      if (!Fits(file.path.bytes().size())) break;
      const Json written = TRY(FileOf(file));
      files << separator << written;
      separator = ",";
    }
    if (!is_any) return std::optional<std::string>();
    Json json;
    json << "{\"bases\":[" << Bases() << "],\"files\":[" << files
         << "],\"complete\":" << (complete_ ? Literal("true") : "false") << "}";
    return std::optional(json.text());
  }

 private:
  /// False from the first text on that has no room.
  bool Fits(size_t text_bytes) {
    const size_t bytes = text_bytes + kItemBytes;
    const bool fits = bytes <= left_;
    if (!fits) complete_ = false;
    left_ = fits ? left_ - bytes : 0;
    return fits;
  }

  Json Bases() const {
    Json bases;
    Literal separator = "";
    for (const CommitId& base : material_.change.bases) {
      bases << separator << "\"" << Untrusted(base.Hex()) << "\"";
      separator = ",";
    }
    return bases;
  }

  Result<Json> FileOf(const ChangedFile& file) {
    Json json;
    json << "{\"path\":\"" << file.path << "\",\"status\":\"" << NameOf(file.status) << "\"";
    const bool has_lines = file.status != FileStatus::kDeleted && IsFile(file.mode);
    if (sends_.added_lines && has_lines) {
      const Json lines = TRY(LinesOf(file));
      json << ",\"added_lines\":[" << lines << "]";
    }
    json << "}";
    return json;
  }

  Result<Json> LinesOf(const ChangedFile& file) {
    Json json;
    const FileEntry* const entry = FindFile(material_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    BlobAnswer blob = TRY(material_.view.Read(*entry));
    if (blob.state != BlobState::kPresent) {
      complete_ = false;
      return json;
    }
    const std::vector<LineRange> added = TRY(material_.lines.AddedLines(file));
    const std::string text = pattern::Searchable(std::move(blob.bytes));
    WriteLines(text, added, json);
    return json;
  }

  void WriteLines(std::string_view text, const std::vector<LineRange>& added, Json& json) {
    auto range = added.begin();
    Literal separator = "";
    for (uint32_t number = 1; !text.empty(); ++number) {
      const std::string_view line = pattern::TakeLine(text);
      while (range != added.end() && range->last != 0 && range->last < number) ++range;
      if (range == added.end()) return;
      // {0, 0} is the whole file.
      if (range->first > number) continue;
      const std::string_view shown = Cut(line);
      if (!Fits(shown.size())) return;
      json << separator << "{\"line\":" << number << ",\"text\":\"" << Untrusted(std::string(shown))
           << "\"}";
      separator = ",";
    }
  }

  std::string_view Cut(std::string_view line) {
    if (line.size() <= kMaxExternalLine) return line;
    complete_ = false;
    size_t end = kMaxExternalLine;
    while (end > 0 && IsWithinCharacter(line[end])) --end;
    return line.substr(0, end);
  }

  const ExternalMaterial& material_;
  const ExternalSends& sends_;
  size_t left_ = kMaxExternalChangeBytes;
  bool complete_ = true;
};

}  // namespace

bool IsExternallyJudged(const ChangedFile& file) {
  return !file.origin.confirmed || file.origin.origin == Origin::kOwn;
}

Result<std::optional<std::string>> ExternalChange(const ExternalMaterial& material,
                                                  const ExternalSends& sends) {
  return ChangeWriter(material, sends).Write();
}

}  // namespace headwater
