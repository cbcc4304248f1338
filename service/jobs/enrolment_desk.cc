// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/enrolment_desk.h"

#include <algorithm>
#include <utility>

#include "headwater/log.h"
#include "service/config/enrolment.h"
#include "service/jobs/policy_standing.h"

namespace headwater::jobs {
namespace {

std::chrono::sys_days DayOf(WallTime time) { return std::chrono::floor<std::chrono::days>(time); }

/// The change from one place to another, if it is one that somebody has to answer for.
std::optional<AuditEvent> EventOf(const std::optional<ProjectStanding>& before,
                                  const ProjectStanding& now, WallTime at) {
  const bool was_in = before && before->enrolled_since.has_value();
  const bool is_in = now.enrolled_since.has_value();
  // That a project takes part from the beginning, as all do, is nothing to write down.
  if (was_in == is_in || (!before && is_in)) return std::nullopt;
  AuditEvent event;
  event.kind = AuditKind::kEnrolled;
  event.project = now.project;
  event.detail = FormatTime(at) + (is_in ? " takes part" : " takes no part: " + now.reason);
  return event;
}

}  // namespace

bool MayBeInGrace(const ForgeMergeRequest& merge_request, const Standing& standing, WallTime now) {
  const auto& since = standing.enrolled_since;
  return since && merge_request.created_at && *merge_request.created_at < *since &&
         now < *since + kGrace;
}

bool IsInGrace(const ForgeMergeRequest& merge_request, const DiffVersion& newest, WallTime since,
               WallTime now) {
  const bool was_open = merge_request.created_at && *merge_request.created_at < since;
  const bool is_untouched = newest.created_at && *newest.created_at <= since;
  return was_open && is_untouched && now < since + kGrace;
}

Result<Standing> EnrolmentDesk::Look(const ForgeProject& project) const {
  Standing standing;
  const Settings& settings = services_.settings;
  if (settings.layers != nullptr) standing.layers = settings.layers->Get();
  if (standing.layers == nullptr) return standing;
  const WallTime now = services_.clock.Wall();
  standing.upper = standing.layers->For(project.path.bytes(), project.id);
  standing.left_out = config::EnrolmentOf(standing.upper->stack, project, DayOf(now)).reason;
  if (services_.policies == nullptr) return standing;
  const std::optional<ProjectStanding> before = TRY(services_.policies->StandingOf(project.id));
  const ProjectStanding place = TRY(PlaceNow(project, standing, before));
  standing.enrolled_since = place.enrolled_since;
  if (place == before) return standing;
  const std::optional<AuditEvent> event = EventOf(before, place, now);
  TRY(services_.policies->PutStanding(place, event));
  if (event) {
    Log(LogLevel::kInfo, "enrolment",
        {{"project", project.id.value}, {"change", Untrusted(event->detail)}});
  }
  return standing;
}

Result<ProjectStanding> EnrolmentDesk::PlaceNow(
    const ForgeProject& project, const Standing& standing,
    const std::optional<ProjectStanding>& before) const {
  const WallTime now = services_.clock.Wall();
  ProjectStanding place{.project = project.id,
                        .path = project.path.bytes(),
                        .hash = StandingHash(*standing.upper, DayOf(now)),
                        .reason = standing.left_out,
                        .enrolled_since = {}};
  if (!standing.left_out.empty()) return place;
  if (!before) {
    place.enrolled_since = TRY(FirstDayOf(project));
  } else {
    // Whoever was left out until now begins today.
    place.enrolled_since = before->enrolled_since.value_or(now);
  }
  return place;
}

/// A project that we hear of for the first time has taken part since there are policies, or since
/// it is there itself.
Result<WallTime> EnrolmentDesk::FirstDayOf(const ForgeProject& project) const {
  const WallTime begun = TRY(services_.policies->PoliciesBegunAt());
  return std::max(begun, project.created_at.value_or(begun));
}

bool EnrolmentDesk::TakesPart(const ForgeProject& project) const {
  const LiveLayers::Pointer layers =
      services_.settings.layers == nullptr ? nullptr : services_.settings.layers->Get();
  if (layers == nullptr || !layers->speaks_of_enrolment()) return true;
  const config::UpperPolicy upper = layers->For(project.path.bytes(), project.id);
  return config::EnrolmentOf(upper.stack, project, DayOf(services_.clock.Wall())).takes_part();
}

}  // namespace headwater::jobs
