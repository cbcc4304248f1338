// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/license/comment_styles.h"
#include "rules/license/family.h"
#include "rules/license/licensing.h"
#include "rules/license/licensing_messages.h"

namespace headwater::license {
namespace {

/// Judges the files of one change.
class SnippetCheck {
 public:
  explicit SnippetCheck(const RuleContext& context)
      : context_(context), licensing_(context.view.Shared<Licensing>()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    for (const ChangedFile& file : context_.change.files) {
      const bool own = !file.origin.confirmed || file.origin.origin == Origin::kOwn;
      const bool wanted = file.status != FileStatus::kDeleted && IsFile(file.mode) && own;
      if (wanted && context_.Covers(file.path)) TRY(Judge(file));
    }
    return std::move(answer_).Finish({"no-snippets", {}});
  }

 private:
  Status Judge(const ChangedFile& file) {
    const FileEntry* entry = FindFile(context_.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    const auto known = TRY(licensing_.Of(*entry));
    const FileLicensing& licensing = *known;
    if (licensing.excluded) return Ok{};
    // Tables do not matter here: only a text that was not read, or not to its end.
    const bool read =
        licensing.own_bytes || !licensing.side_car.empty() || !licensing.overridden_by.empty();
    if (!read && licensing.unchecked) {
      // Data of a kind without comments holds no snippets as a rule: nothing waits for it.
      const bool data = !FileKindOf(file.path.bytes());
      answer_.AddUnchecked({.path = file.path, .why = *licensing.unchecked, .advisory = data});
      return Ok{};
    }
    if (licensing.snippets.empty()) return Ok{};
    answer_.CountJudged();
    const std::vector<LineRange> added = TRY(context_.lines.AddedLines(file));
    for (const Snippet& snippet : licensing.snippets) {
      if (!snippet.closed) answer_.Add(MakeFinding(file, snippet, added));
    }
    return Ok{};
  }

  Finding MakeFinding(const ChangedFile& file, const Snippet& snippet,
                      const std::vector<LineRange>& added) const {
    const uint32_t line = snippet.lines.first;
    Finding finding;
    finding.path = file.path;
    finding.lines = {line, line};
    finding.message = {"unclosed", {{"path", file.path}}};
    const bool is_new = std::any_of(added.begin(), added.end(), [line](const LineRange& lines) {
      return lines.first <= line && line <= lines.last;
    });
    finding.advisory = context_.change.scope != ChangeScope::kAll && !is_new;
    return finding;
  }

  const RuleContext& context_;
  Licensing& licensing_;
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return SnippetCheck(context).Run(); }

constexpr Source kSources[] = {
    {"REUSE Specification 3.3, In-line Snippet comments",
     "https://reuse.software/spec-3.3/#in-line-snippet-comments"},
    {"SPDX Specification 2.3, Annex H, SPDX File Tags",
     "https://spdx.github.io/spdx-spec/v2.3/file-tags/"},
};

constexpr MessageText kMessages[] = {
    {"unclosed",
     {.en = "A snippet begins here in {path}, and nothing says where it ends.",
      .de = "Hier beginnt in {path} ein Ausschnitt (Snippet), und nichts sagt, wo er endet."}},
    kLfsMessage,
    kReuseUnreadableMessage,
    kTooManyTagsMessage,
    {"no-snippets",
     {.en = "No file of the change contains a marked snippet.",
      .de = "Keine Datei der Änderung enthält einen gekennzeichneten Ausschnitt."}},
};

}  // namespace

constinit const RuleEntry kSnippetUnclosed = {
    {.id = "license/snippet-unclosed",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "A snippet is not closed", .de = "Ausschnitt (Snippet) nicht geschlossen"},
     .why = {.en = "Readers and tools then see which licence holds for which lines.",
             .de = "So bleibt erkennbar, welche Lizenz für welche Zeilen gilt."},
     .fix = {.en = "Add `SPDX-SnippetEnd` in a comment behind the last line of the foreign code.",
             .de =
                 "`SPDX-SnippetEnd` in einem Kommentar hinter der letzten Zeile des fremden Codes "
                 "ergänzen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = {}},
    Check};

}  // namespace headwater::license
