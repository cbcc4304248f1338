// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "headwater/report.h"
#include "headwater/store.h"
#include "headwater/url.h"

/// \file
/// What people read in the merge request: one status line, and one comment when there is something
/// to do. Every user-controlled byte stands in a code span inside a list item, no line begins with
/// one, and there are no tables, emoji or colours that carry meaning.

namespace headwater::report {

/// The first line of our comment: by it and its author it is found again.
inline constexpr Literal kNoteMarker = "<!-- headwater:summary -->";

/// The first line of the thread that holds a fork's merge request.
inline constexpr Literal kThreadMarker = "<!-- headwater:gate -->";

/// What the texts need to know beside the report.
struct NoteContext {
  Language language = Language::kGerman;
  bool draft = false;
  bool first_contribution = false;
  std::optional<SafeUrl> files;     ///< Prefix for links to files of the head.
  std::optional<SafeUrl> decision;  ///< The decision's page.
  std::optional<SafeUrl> contact;   ///< Where questions go.
  DecisionId id;
  Untrusted bot{};  ///< Our user name, where people can give commands; empty: they cannot.
  std::optional<SafeUrl> fix_patch{};  ///< A patch with every safe fix; none: there is none.
};

/// A point is a rule with something that is required or newly recommended. Old debt (advisory
/// findings), what is only observed, and the project's own state count nowhere here.
struct Points {
  uint64_t required = 0;
  uint64_t recommended = 0;
  uint64_t waived = 0;       ///< Rules with findings that are let pass.
  uint64_t not_checked = 0;  ///< Gates that could not be checked: they hold the merge request.
};

Points PointsOf(const Report& report);

/// The status for a finished judgement, at most kMaxStatusText characters: success exactly when
/// the report's outcome is pass.
StatusLine RenderStatus(const Report& report, const NoteContext& context);

/// The status while it is being judged.
StatusLine RunningStatus(Language language);

/// The status while the pipeline has to make something before it can be judged.
StatusLine WaitingStatus(const NoteContext& context);

/// The status while an upstream is fetched for the first time that a gate has to ask.
StatusLine FetchingStatus(const NoteContext& context);

/// The status while the project is compared with others for the first time and a gate has to know.
StatusLine ComparingStatus(const NoteContext& context);

/// The status when it could not be judged, for a reason of ours (an infrastructure's) or of the
/// content. Never success.
StatusLine UncheckedStatus(const Untrusted& reason, Language language);

/// The status of a head that another one has replaced before it was judged.
StatusLine SupersededStatus(Language language);

/// The status of a merge request whose project takes no part any more.
StatusLine LeftOutStatus(Language language);

/// What an existing comment, a fork's thread, or the issue about a project (without its marker)
/// becomes then.
std::string RenderLeftOut(SlotKind kind, Language language);

/// Whether a comment is wanted at all: something is required, recommended or could not be checked,
/// and it is no draft.
bool WantsNote(const Report& report, const NoteContext& context);

/// The comment, in Markdown.
std::string RenderNote(const Report& report, const NoteContext& context);

/// The text of the thread that holds a fork's merge request until it is resolved, or what it
/// becomes then.
std::string RenderThread(bool holds, const NoteContext& context);

/// What an existing comment becomes when nothing is left to do; it names what is waived.
std::string RenderAllDone(const Report& report, const NoteContext& context);

}  // namespace headwater::report
