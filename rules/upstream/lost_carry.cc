// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"
#include "rules/upstream/sync_rule.h"

namespace headwater::upstream {
namespace {

/// A sentence names so many files; the others are counted.
constexpr size_t kShownFiles = 3;
/// Lines begin with `-` and their own sign (Residual::lines).
constexpr size_t kSigns = 2;

uint64_t LinesOf(const Carry& carry) {
  uint64_t lines = 0;
  for (const Residual& residual : carry.lost) lines += residual.missing;
  return lines;
}

Untrusted FilesOf(const Carry& carry) {
  std::string files;
  const size_t shown = std::min(carry.lost.size(), kShownFiles);
  for (size_t i = 0; i < shown; ++i) {
    files += (i == 0 ? "" : ", ") + carry.lost[i].path.bytes();
  }
  if (carry.lost.size() > shown) files += ", +" + std::to_string(carry.lost.size() - shown);
  return Untrusted(std::move(files));
}

/// The first line that shows what is meant.
Untrusted LineOf(const Carry& carry) {
  for (const Residual& residual : carry.lost) {
    if (residual.lines.empty()) continue;
    const std::string& line = residual.lines.front().bytes();
    const size_t begin = line.find_first_not_of(" \t", kSigns);
    return Untrusted(begin == std::string::npos ? line : line.substr(begin));
  }
  return {};
}

Finding FindingAbout(const RuleContext& context, const SyncMerge& merge, const Carry& carry) {
  Finding finding;
  finding.message = {"lost",
                     {{"merge", ShortId(merge.merge)},
                      {"upstream", NameOf(context, merge.upstream)},
                      {"commit", ShortId(carry.commit)},
                      {"subject", carry.subject},
                      {"count", Untrusted(std::to_string(LinesOf(carry)))},
                      {"files", FilesOf(carry)},
                      {"line", LineOf(carry)}}};
  finding.evidence = Untrusted(carry.commit.Hex());
  finding.fix = Fix{.kind = Fix::Kind::kCommand,
                    .path = {},
                    .lines = {},
                    .text = Untrusted("git cherry-pick -x " + carry.commit.Hex())};
  return finding;
}

bool IsCovered(const RuleContext& context, const Carry& carry) {
  return std::ranges::any_of(
      carry.lost, [&](const Residual& residual) { return context.Covers(residual.path); });
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeMerges(context, [&](const SyncMerge& merge, AnswerBuilder& answer) {
    if (merge.carries_unknown_because.view().empty()) answer.CountJudged();
    AddUnjudged(merge, answer);
    for (const Carry& carry : merge.carries) {
      if (carry.fate == CarryFate::kUnknown) {
        AddUnknown(carry.commit, merge.tip, carry.unknown_because, answer);
      }
      const bool lost = carry.fate == CarryFate::kLost && !carry.explained;
      if (lost && IsCovered(context, carry)) {
        answer.Add(FindingAbout(context, merge, carry));
      }
    }
  });
}

constexpr MessageText kOwnMessages[] = {
    {"lost",
     {.en = "Merge {merge} with {upstream} no longer has {count} lines of commit {commit}, "
            "{subject}, in {files}; the first: {line}",
      .de = "Nach dem Merge {merge} mit {upstream} fehlen {count} Zeilen aus Commit {commit}, "
            "{subject}, in {files}; die erste: {line}"}},
    kUnjudged,
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kMergeMessages);

constexpr Source kSources[] = {
    {"git-merge, How to resolve conflicts", "https://git-scm.com/docs/git-merge"},
    {"git-cherry-pick, -x", "https://git-scm.com/docs/git-cherry-pick"},
};

}  // namespace

constinit const RuleEntry kLostCarry = {
    {.id = "upstream/lost-carry",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "An own change has disappeared in the merge",
               .de = "Eigene Anpassung ist im Abgleich verschwunden"},
     .why = {.en =
                 "Whoever relies on it notices in operation at the latest; now it is one command.",
             .de = "Wer sich darauf verlässt, merkt es spätestens im Betrieb; jetzt ist es ein "
                   "Befehl."},
     .fix = {.en = "Take the commit over again, or note why it is no longer needed: `Dropped: ID "
                   "reason` or `Deviation: FILE - reason` in the description.",
             .de =
                 "Den Commit noch einmal übernehmen, oder vermerken, warum er entfällt: `Dropped: "
                 "KENNUNG Grund` oder `Abweichung: DATEI - Grund` in der Beschreibung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
