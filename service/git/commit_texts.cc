// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_texts.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "headwater/process.h"
#include "service/git/git_command.h"

namespace headwater::git {
namespace {

// Both read what is on disk already.
constexpr std::chrono::seconds kDeadline{60};

constexpr size_t kHexDigits = 40;
constexpr std::string_view kFileModes[] = {"100644 blob ", "100755 blob ", "100664 blob "};

Error Unreadable() { return {Errc::kContent, "git lists files in a form we do not read"}; }

Result<std::string> Run(const ProcessSpec& spec, std::string_view input) {
  ProcessResult result = TRY(RunProcess(spec, input, kDeadline));
  if (result.timed_out) return Error{Errc::kTransient, "git did not end in time"};
  if (result.too_much_output) return Error{Errc::kContent, "the files are too large together"};
  if (result.signal != 0 || result.exit_code != 0) {
    return Error{Errc::kContent, "git could not read the commit"};
  }
  return std::move(result.out);
}

bool EndsWithOne(std::string_view path, std::span<const std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

bool IsBelow(std::string_view path, std::string_view folder) {
  if (folder.empty()) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

/// "100644 blob ID<tab>path"; none: it is no file.
Result<std::optional<CommitText>> EntryOf(std::string_view line) {
  const size_t tab = line.find('\t');
  if (tab == std::string_view::npos || tab < kHexDigits) return Unreadable();
  const std::string_view head = line.substr(0, tab - kHexDigits);
  if (std::find(std::begin(kFileModes), std::end(kFileModes), head) == std::end(kFileModes)) {
    return std::optional<CommitText>();
  }
  const auto blob = BlobId::FromHex(line.substr(head.size(), kHexDigits));
  if (!blob) return Unreadable();
  return std::optional(CommitText{std::string(line.substr(tab + 1)), *blob});
}

/// Reads "ID blob SIZE\n", the bytes and "\n", again and again; "ID missing\n" for what is not
/// there.
class BatchReader {
 public:
  BatchReader(std::string_view out, uint64_t most) : rest_(out), most_(most) {}

  Result<std::map<BlobId, std::string>> Read() && {
    std::map<BlobId, std::string> texts;
    while (!rest_.empty()) TRY(ReadOne(texts));
    return texts;
  }

 private:
  Status ReadOne(std::map<BlobId, std::string>& texts) {
    const size_t end = rest_.find('\n');
    if (end == std::string_view::npos || end < kHexDigits) return Unreadable();
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (line.ends_with(" missing")) return Ok{};
    const auto blob = BlobId::FromHex(line.substr(0, kHexDigits));
    constexpr std::string_view kType = " blob ";
    const std::string_view tail = line.substr(kHexDigits);
    if (!blob || !tail.starts_with(kType)) return Unreadable();
    uint64_t size = 0;
    const std::string_view digits = tail.substr(kType.size());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    const bool fits = read.ec == std::errc() && size < rest_.size();
    if (!fits) return Unreadable();
    if (size <= most_) texts.emplace(*blob, rest_.substr(0, size));
    rest_.remove_prefix(size + 1);
    return Ok{};
  }

  std::string_view rest_;
  const uint64_t most_;
};

}  // namespace

Result<std::vector<CommitText>> ListTexts(const std::string& git_program,
                                          const std::string& git_folder, const CommitId& commit,
                                          std::string_view folder,
                                          std::span<const std::string_view> endings) {
  const std::string out = TRY(Run(TreeProcess(git_program, git_folder, commit), ""));
  std::vector<CommitText> texts;
  std::string_view rest = out;
  while (!rest.empty()) {
    const size_t end = rest.find('\0');
    if (end == std::string_view::npos) return Unreadable();
    std::optional<CommitText> text = TRY(EntryOf(rest.substr(0, end)));
    rest.remove_prefix(end + 1);
    if (!text || !IsBelow(text->path, folder) || !EndsWithOne(text->path, endings)) continue;
    if (texts.size() == kMaxCommitTexts) {
      return Error{Errc::kContent, "more than " + std::to_string(kMaxCommitTexts) + " files"};
    }
    texts.push_back(*std::move(text));
  }
  std::sort(texts.begin(), texts.end(),
            [](const CommitText& a, const CommitText& b) { return a.path < b.path; });
  return texts;
}

Result<std::map<BlobId, std::string>> ReadTexts(const std::string& git_program,
                                                const std::string& git_folder,
                                                std::span<const CommitText> texts, uint64_t most) {
  if (texts.empty()) return std::map<BlobId, std::string>();
  std::string input;
  for (const CommitText& text : texts) input += text.blob.Hex() + "\n";
  const std::string out = TRY(Run(ContentsProcess(git_program, git_folder), input));
  return BatchReader(out, most).Read();
}

}  // namespace headwater::git
