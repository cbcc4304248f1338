// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <vector>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/level.h"
#include "service/report/note.h"

/// \file
/// What the comment of a merge request and the issue of a project have in common: a point is a
/// headline and three list lines - found, why, how to fix.

namespace headwater::report {

using Markdown = Out<Sink::kMarkdown>;

/// More of them nobody reads; the decision's page has everything.
inline constexpr size_t kMaxPoints = 20;
inline constexpr size_t kMaxFolded = 10;

/// A rule with something to say. Borrows the report.
struct Point {
  const RuleResult* rule = nullptr;
  Level level = Level::kRecommended;
  bool unchecked = false;
  std::vector<const Finding*> findings;  ///< Those that count.
};

/// The findings that count: old debt and what is let pass do not.
std::vector<const Finding*> CountingFindings(const RuleResult& rule);

/// Required before recommended, each in the order in which they are.
void SortByLevel(std::vector<Point>& points);

/// How many of them are required.
size_t RequiredIn(const std::vector<Point>& points);

/// A value in a sentence: what is longer is a path or a licence text that nobody reads to its end.
Untrusted Shortened(const Untrusted& text);

/// "- Not checked: `id`, reason", a line.
Markdown FoldedUnchecked(const RuleResult& rule, Language language);

/// "- Waived until ...: `id` would be open (2 findings). Granted by ...", a line for each waiver of
/// the rule, at most `most`; how many. Nothing of a rule that is only observed.
size_t WriteFoldedWaivers(const Report& report, const RuleResult& rule, Language language,
                          size_t most, Markdown& out);

/// ", 3 fine" in the summary of a fold; nothing of what is nowhere.
void AddFoldCount(uint64_t count, const Text& what, Language language, Markdown& summary);

/// The line at the end: where everything stands, by which rules it was judged.
Markdown Footer(const Report& report, const NoteContext& context);

/// " Questions go to ...", where there is an address for them: the policy's before the service's.
Markdown Questions(const Report& report, const NoteContext& context);

/// Writes points one after the other.
class PointWriter {
 public:
  /// Borrows both.
  PointWriter(const Report& report, const NoteContext& context)
      : report_(report), context_(context) {}

  /// All of them, from 1; `about_project` (null: nothing) is said after the reason of a point about
  /// the project that is required.
  Markdown Write(const std::vector<Point>& points, const Text* about_project) &&;

 private:
  Literal Word(const Text& text) const { return text.In(context_.language); }
  void WritePoint(const Point& point, size_t number, const Text* about_project);
  void WriteOffer(const Point& point);
  void WriteUnchecked(const RuleResult& rule);
  void WriteFindings(const Point& point);
  void WriteMore(uint64_t total, Literal before);
  void WritePlace(const Finding& finding);
  void WriteLineLink(const Finding& finding);
  void WriteCommand(const Point& point);
  void WriteDetail(const Point& point);
  std::optional<SafeUrl> LinkTo(const Finding& finding) const;
  Markdown Sentence(const RuleInfo& info, const Message& message) const;

  const Report& report_;
  const NoteContext& context_;
  Markdown out_;
};

}  // namespace headwater::report
