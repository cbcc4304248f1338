// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/sink.h"
#include "service/report/note.h"
#include "service/report/note_texts.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// At most kMaxStatusText characters, cut between them.
std::string Cut(const std::string& text) {
  constexpr std::string_view kMark = "...";
  size_t characters = 0;
  size_t keep = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsContinuation(text[i])) continue;
    if (characters == kMaxStatusText - kMark.size()) keep = i;
    ++characters;
  }
  return characters <= kMaxStatusText ? text : text.substr(0, keep) + std::string(kMark);
}

StatusLine Make(StatusState state, const Line& line, const NoteContext& context) {
  return {state, Cut(line.text()), context.decision ? context.decision->text() : ""};
}

/// What is let pass is never silent, and adds no word where there is none.
void AddWaived(const Points& points, Literal separator, Language language, Line& line) {
  if (points.waived == 0) return;
  line << separator << points.waived
       << (points.waived == 1 ? texts::kOneWaived : texts::kManyWaived).In(language);
}

Line PassText(const Points& points, Language language) {
  Line line;
  if (points.recommended == 0) {
    line << texts::kFine.In(language);
  } else {
    line << texts::kFineWithHints.In(language) << points.recommended
         << (points.recommended == 1 ? texts::kHint : texts::kHints).In(language);
  }
  AddWaived(points, ", ", language, line);
  return line;
}

Line FailText(const Points& points, const NoteContext& context) {
  const Language language = context.language;
  Line line;
  line << texts::kPrefix.In(language);
  if (context.draft) line << texts::kDraft.In(language);
  Literal separator = "";
  if (points.required > 0) {
    line << points.required
         << (points.required == 1 ? texts::kOnePoint : texts::kManyPoints).In(language);
    separator = ", ";
  }
  if (points.not_checked > 0) {
    line << separator << points.not_checked << texts::kNotCheckable.In(language);
    separator = ", ";
  }
  if (points.recommended > 0) {
    line << separator << points.recommended << texts::kAlsoRecommended.In(language);
    separator = ", ";
  }
  AddWaived(points, separator, language, line);
  if (!context.draft) line << texts::kInComment.In(language);
  return line;
}

}  // namespace

StatusLine RenderStatus(const Report& report, const NoteContext& context) {
  if (report.problem) {
    StatusLine line = UncheckedStatus(*report.problem, context.language);
    if (context.decision) line.url = context.decision->text();
    return line;
  }
  const Points points = PointsOf(report);
  if (report.outcome == Outcome::kPass) {
    return Make(StatusState::kSuccess, PassText(points, context.language), context);
  }
  return Make(StatusState::kFailed, FailText(points, context), context);
}

StatusLine RunningStatus(Language language) {
  return {StatusState::kRunning, std::string(texts::kRunning.In(language).view()), ""};
}

StatusLine WaitingStatus(const NoteContext& context) {
  Line line;
  line << texts::kWaiting.In(context.language);
  return Make(StatusState::kRunning, line, context);
}

StatusLine FetchingStatus(const NoteContext& context) {
  Line line;
  line << texts::kFetching.In(context.language);
  return Make(StatusState::kRunning, line, context);
}

StatusLine ComparingStatus(const NoteContext& context) {
  Line line;
  line << texts::kComparing.In(context.language);
  return Make(StatusState::kRunning, line, context);
}

StatusLine UncheckedStatus(const Untrusted& reason, Language language) {
  Line line;
  line << texts::kUnchecked.In(language) << reason;
  return {StatusState::kFailed, Cut(line.text()), ""};
}

StatusLine SupersededStatus(Language language) {
  return {StatusState::kFailed, std::string(texts::kSuperseded.In(language).view()), ""};
}

StatusLine LeftOutStatus(Language language) {
  return {StatusState::kSuccess, std::string(texts::kLeftOut.In(language).view()), ""};
}

}  // namespace headwater::report
