// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <iterator>
#include <vector>

#include "headwater/glob.h"
#include "headwater/nearest_word.h"
#include "service/jobs/command_day.h"
#include "service/jobs/command_draft.h"

namespace headwater::jobs {
namespace {

/// The clauses of a waiver, and their words (folded).
enum class Clause { kPath, kFinding, kProject, kFor, kUntil, kBecause };
struct ClauseWord {
  std::string_view word;
  Clause clause;
};
using enum Clause;
constexpr ClauseWord kClauseWords[] = {
    {"path", kPath},           {"pfad", kPath},    {"finding", kFinding},
    {"befund", kFinding},      {"fund", kFinding}, {"project-wide", kProject},
    {"projektweit", kProject}, {"for", kFor},      {"fuer", kFor},
    {"until", kUntil},         {"bis", kUntil},    {"because", kBecause},
    {"weil", kBecause},
};

constexpr std::string_view kHexDigits = "0123456789abcdef";
/// Digits of a whole fingerprint.
constexpr size_t kFingerprintDigits = 32;
/// Of a whole name of a commit.
constexpr size_t kMaxCommitDigits = 2 * kObjectIdBytes;

bool IsHex(std::string_view folded, size_t most) {
  return folded.size() >= kMinFingerprint && folded.size() <= most &&
         folded.find_first_not_of(kHexDigits) == std::string_view::npos;
}

/// Reads clauses in any order, up to the reason, which ends the line.
class ClauseReader {
 public:
  explicit ClauseReader(CommandDraft& draft) : draft_(draft) {}

  void Read() {
    bool more = true;
    while (more && !draft_.mistake) more = ReadClause();
    if (draft_.mistake) return;
    if (!has_until_) {
      draft_.Mistake(CommandFault::kNoUntil);
    } else if (!has_reason_) {
      draft_.Mistake(CommandFault::kNoReason);
    } else if (draft_.command.rule == kEveryRule &&
               draft_.command.reason != WaiverReason::kEmergency) {
      draft_.Mistake(CommandFault::kEveryRuleNeedsEmergency);
    } else if (draft_.command.whole_project && draft_.command.this_commit) {
      draft_.Mistake(CommandFault::kProjectAndCommit);
    }
  }

 private:
  /// False: that was the last one.
  bool ReadClause() {
    const std::string_view word = draft_.line.Take();
    if (word.empty()) return false;
    const std::string folded = FoldWord(word);
    const auto* const known = std::ranges::find(kClauseWords, folded, &ClauseWord::word);
    if (known == std::end(kClauseWords)) {
      draft_.Mistake(CommandFault::kUnknownWord, word, NearestClause(folded));
      return false;
    }
    switch (known->clause) {
      case kPath:
        ReadPath(word);
        return true;
      case kFinding:
        ReadFinding(word);
        return true;
      case kFor:
        ReadFor(word);
        return true;
      case kProject:
        draft_.command.whole_project = true;
        return true;
      case kUntil:
        ReadUntil(word);
        return true;
      case kBecause:
        break;
    }
    ReadReason();
    return false;
  }

  static std::string_view NearestClause(const std::string& folded) {
    std::vector<std::string_view> words;
    for (const ClauseWord& one : kClauseWords) words.push_back(one.word);
    return NearestWord(folded, words);
  }

  void ReadPath(std::string_view clause) {
    if (!draft_.command.path.empty()) draft_.Mistake(CommandFault::kTwice, clause);
    const std::string_view glob = draft_.line.Take();
    if (!GlobSet::Make({std::string(glob)}).ok()) draft_.Mistake(CommandFault::kBadPath, glob);
    draft_.command.path = glob;
  }

  void ReadFinding(std::string_view clause) {
    if (!draft_.command.fingerprint.empty()) draft_.Mistake(CommandFault::kTwice, clause);
    const std::string_view word = draft_.line.Take();
    const std::string folded = FoldWord(word);
    if (!IsHex(folded, kFingerprintDigits)) draft_.Mistake(CommandFault::kBadFinding, word);
    draft_.command.fingerprint = folded;
  }

  /// "for the project", "für das ganze Projekt"; "for this commit", "für Commit 3f2a...".
  void ReadFor(std::string_view clause) {
    bool is_this = false;
    for (;;) {
      const std::string next = FoldWord(draft_.line.Peek());
      const bool points = IsOneOf(next, {"this", "diesen"});
      if (!points && !IsOneOf(next, {"the", "whole", "das", "ganze"})) break;
      is_this = is_this || points;
      draft_.line.Take();
    }
    const std::string word = FoldWord(draft_.line.Take());
    if (word == "commit") {
      ReadCommit(clause, is_this);
    } else if (IsOneOf(word, {"project", "projekt"})) {
      draft_.command.whole_project = true;
    } else {
      draft_.Mistake(CommandFault::kUnknownWord, clause, "projektweit");
    }
  }

  void ReadCommit(std::string_view clause, bool is_this) {
    if (draft_.command.this_commit) draft_.Mistake(CommandFault::kTwice, clause);
    draft_.command.this_commit = true;
    if (is_this) return;
    const std::string_view word = draft_.line.Take();
    const std::string folded = FoldWord(word);
    if (!IsHex(folded, kMaxCommitDigits)) draft_.Mistake(CommandFault::kBadCommit, word);
    draft_.command.commit = folded;
  }

  void ReadUntil(std::string_view clause) {
    if (has_until_) draft_.Mistake(CommandFault::kTwice, clause);
    has_until_ = true;
    const std::string_view word = draft_.line.Take();
    const WrittenDay written = ReadDay(word, draft_.line.Peek(), draft_.world.today);
    if (written.used_unit) draft_.line.Take();
    if (!written.day) {
      draft_.Mistake(CommandFault::kBadDate, word);
    } else if (*written.day < draft_.world.today) {
      draft_.Mistake(CommandFault::kPastDate, word);
    } else {
      draft_.command.until = *written.day;
    }
  }

  void ReadReason() {
    has_reason_ = true;
    const std::string_view word = draft_.line.Take(":");
    const std::optional<WaiverReason> reason = WaiverReasonOf(FoldWord(word));
    if (word.empty()) {
      draft_.Mistake(CommandFault::kNoReason);
    } else if (!reason) {
      draft_.Mistake(CommandFault::kUnknownReason, word, NearestReason(word));
    } else {
      draft_.command.reason = *reason;
    }
    ReadConfirmation();
    draft_.ReadText();
  }

  /// Only before the colon: behind it the words are people's own.
  void ReadConfirmation() {
    WordLine ahead = draft_.line;
    const bool is_word = IsOneOf(FoldWord(ahead.Take(":")), {"confirmed", "bestaetigt"});
    if (!is_word || !ahead.TakeColon()) return;
    draft_.command.confirmed = true;
    draft_.line = ahead;
  }

  static std::string_view NearestReason(std::string_view word) {
    std::vector<std::string_view> names;
    names.reserve(std::size(kAllWaiverReasons));
    for (const WaiverReason reason : kAllWaiverReasons) names.push_back(NameOf(reason).view());
    return NearestWord(FoldWord(word), names);
  }

  CommandDraft& draft_;
  bool has_until_ = false;
  bool has_reason_ = false;
};

}  // namespace

void ReadWaiverClauses(CommandDraft& draft) { ClauseReader(draft).Read(); }

}  // namespace headwater::jobs
