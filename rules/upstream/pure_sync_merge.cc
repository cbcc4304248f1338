// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
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

Finding FindingAbout(const SyncMerge& merge, const Untrusted& path) {
  Finding finding;
  finding.message = {"beyond", {{"path", path}, {"merge", ShortId(merge.merge)}}};
  finding.path = path;
  finding.evidence = Untrusted(merge.merge.Hex());
  return finding;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeMerges(context, [&](const SyncMerge& merge, AnswerBuilder& answer) {
    if (merge.unknown_because.view().empty()) {
      answer.CountJudged();
    } else {
      AddUnknown(merge.merge, merge.tip, merge.unknown_because, answer);
    }
    for (const Untrusted& path : merge.beyond) {
      if (context.Covers(path)) answer.Add(FindingAbout(merge, path));
    }
    if (merge.more_beyond == 0) return;
    Finding more;
    more.message = {
        "more-beyond",
        {{"merge", ShortId(merge.merge)}, {"count", Untrusted(std::to_string(merge.more_beyond))}}};
    more.evidence = Untrusted(merge.merge.Hex());
    answer.Add(std::move(more));
  });
}

constexpr MessageText kOwnMessages[] = {
    {"beyond",
     {.en = "{path} met no conflict, and is in merge {merge} not what both sides give.",
      .de = "{path} hatte keinen Konflikt und ist im Merge {merge} nicht das, was beide Seiten "
            "ergeben."}},
    {"more-beyond",
     {.en = "Merge {merge} changes {count} more files beyond the conflicts.",
      .de = "Merge {merge} ändert {count} weitere Dateien über die Konflikte hinaus."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kMergeMessages);

constexpr Source kSources[] = {
    {"gitglossary, evil merge", "https://git-scm.com/docs/gitglossary"},
    {"git-merge-file", "https://git-scm.com/docs/git-merge-file"},
};

}  // namespace

constinit const RuleEntry kPureSyncMerge = {
    {.id = "upstream/pure-sync-merge",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "The merge changes more than its conflicts",
               .de = "Der Abgleich ändert mehr als die Konflikte"},
     .why = {.en =
                 "What stands in a merge is shown by hardly any tool; as a commit of its own it is "
                 "found again at the next synchronisation.",
             .de =
                 "Was in einem Merge steht, zeigt kaum ein Werkzeug an; als eigener Commit ist es "
                 "beim nächsten Abgleich wiederzufinden."},
     .fix = {.en = "Move the change into a commit of its own, or say why it is there: `Deviation: "
                   "FILE - reason` in the description.",
             .de = "Die Änderung in einen eigenen Commit legen, oder sagen, warum sie dort steht: "
                   "`Abweichung: DATEI - Grund` in der Beschreibung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
