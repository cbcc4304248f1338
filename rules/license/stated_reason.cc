// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/stated_reason.h"

#include <algorithm>
#include <array>
#include <vector>

#include "rules/common/manifest_steps.h"

namespace headwater::license {
namespace {

// Keys as KeyOf folds them.
constexpr std::array<std::string_view, 6> kKeys = {"licensechange",   "licencechange",
                                                   "licensechanged",  "licencechanged",
                                                   "lizenzaenderung", "lizenzwechsel"};

// Longer keys are sentences; in bytes.
constexpr size_t kMaxKeyBytes = 40;

// "because", "see above" and the like are no reason.
constexpr size_t kMinReasonWords = 3;

// CommonMark 0.31, sections 4.4 (indented code) and 4.5 (fenced code).
constexpr std::string_view kIndentedCode = "    ";
constexpr std::array<std::string_view, 2> kFences = {"```", "~~~"};

constexpr std::string_view kCommentOpen = "<!--";
constexpr std::string_view kCommentClose = "-->";

/// `ä` as one character, as `a` with U+0308 behind it, and the same in upper case.
constexpr std::array<std::string_view, 4> kUmlauts = {"\xC3\xA4", "\xC3\x84", "a\xCC\x88",
                                                      "A\xCC\x88"};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// `**Lizenz-Änderung**` as `lizenzaenderung`.
std::string Fold(std::string_view key) {
  std::string folded;
  while (!key.empty()) {
    const auto* const umlaut =
        std::find_if(kUmlauts.begin(), kUmlauts.end(),
                     [&](std::string_view spelling) { return key.starts_with(spelling); });
    if (umlaut != kUmlauts.end()) {
      folded += "ae";
      key.remove_prefix(umlaut->size());
      continue;
    }
    constexpr std::string_view kIgnored = " \t-_*";
    if (kIgnored.find(key.front()) == std::string_view::npos) folded += Lower(key.front());
    key.remove_prefix(1);
  }
  return folded;
}

struct KeyedLine {
  bool is_reason = false;
  std::string_view value;
};

/// The line as `key: value`, if it has a key of letters and joints.
std::optional<KeyedLine> SplitKey(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > kMaxKeyBytes) return std::nullopt;
  const std::string_view key = line.substr(0, colon);
  const bool is_reason = std::find(kKeys.begin(), kKeys.end(), Fold(key)) != kKeys.end();
  // A trailer has no blank in its key; a sentence with a colon is no new key.
  if (!is_reason && key.find(' ') != std::string_view::npos) return std::nullopt;
  return KeyedLine{is_reason, Trim(line.substr(colon + 1))};
}

/// The lines that the author wrote as prose: without quotes, code and comments. An empty line
/// stands where something was left out.
class OwnLines {
 public:
  explicit OwnLines(std::string_view text) : lines_(text) {}

  bool Next() {
    if (!lines_.Next()) return false;
    line_ = OutsideComments(lines_.line());
    if (IsQuoteOrCode(line_)) line_.clear();
    return true;
  }

  const std::string& line() const { return line_; }

 private:
  std::string OutsideComments(std::string_view line) {
    std::string outside;
    while (!line.empty()) {
      const std::string_view mark = in_comment_ ? kCommentClose : kCommentOpen;
      const size_t at = line.find(mark);
      if (!in_comment_) outside += line.substr(0, at);
      if (at == std::string_view::npos) break;
      in_comment_ = !in_comment_;
      line.remove_prefix(at + mark.size());
    }
    return outside;
  }

  bool IsQuoteOrCode(std::string_view line) {
    const std::string_view text = Trim(line);
    const bool is_fence = std::any_of(kFences.begin(), kFences.end(), [&](std::string_view fence) {
      return text.starts_with(fence);
    });
    if (is_fence && (fence_ == '\0' || fence_ == text.front())) {
      fence_ = fence_ == '\0' ? text.front() : '\0';
      return true;
    }
    return fence_ != '\0' || text.starts_with('>') || text.starts_with('`') ||
           line.starts_with(kIndentedCode) || line.starts_with('\t');
  }

  Lines lines_;
  std::string line_;
  bool in_comment_ = false;
  char fence_ = '\0';  ///< The character of the fence we are in.
};

size_t CountWords(std::string_view text) {
  size_t words = 0;
  for (std::string_view word = FirstWord(text); !word.empty(); word = FirstWord(text)) {
    ++words;
    text = Trim(text.substr(word.size()));
  }
  return words;
}

/// `<why it changes>`, `[reason goes here]`, `{grund}`, `...`.
bool IsPlaceholder(std::string_view reason) {
  constexpr std::string_view kOpening = "<[{(.";
  constexpr std::string_view kClosing = ">]}).";
  const size_t kind = kOpening.find(reason.front());
  return kind != std::string_view::npos && reason.back() == kClosing[kind];
}

bool IsReason(std::string_view reason) {
  return CountWords(reason) >= kMinReasonWords && !IsPlaceholder(reason);
}

void Append(std::string_view more, std::string& reason) {
  if (!reason.empty()) reason += ' ';
  reason += more.substr(0, kMaxReasonBytes - std::min(kMaxReasonBytes, reason.size()));
}

}  // namespace

std::optional<std::string> ReasonIn(std::string_view text) {
  std::optional<std::string> reason;
  for (OwnLines lines(text); lines.Next();) {
    const std::string_view line = Trim(lines.line());
    const auto keyed = SplitKey(line);
    if (reason && (line.empty() || keyed)) {
      if (IsReason(*reason)) return reason;
      reason.reset();
    }
    if (reason) Append(line, *reason);
    if (!keyed || !keyed->is_reason) continue;
    reason.emplace();
    // `**Lizenzänderung:** Grund`
    std::string_view value = keyed->value;
    while (value.starts_with('*')) value.remove_prefix(1);
    Append(Trim(value), *reason);
  }
  return reason && IsReason(*reason) ? reason : std::nullopt;
}

std::optional<std::string> StatedReason(const Change& change, const Facts& facts) {
  for (const Commit& commit : change.commits) {
    // What upstream said of its own changes is not said of this one.
    if (commit.origin != Origin::kOwn) continue;
    auto reason = ReasonIn(commit.message.bytes());
    if (reason) return reason;
  }
  for (const Fact& fact : facts.facts) {
    if (fact.kind != FactKind::kMergeRequestText) continue;
    auto reason = ReasonIn(fact.value.bytes());
    if (reason) return reason;
  }
  return std::nullopt;
}

}  // namespace headwater::license
