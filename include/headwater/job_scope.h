// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/change.h"
#include "headwater/ids.h"

/// \file
/// What a thread works on, so that every line it logs says so, and every call it makes of the forge
/// can be followed from the delivery on. The one thing of ours that a thread knows without being
/// told: passing it through every function that may log would be in the way of all of them.

namespace headwater {

/// The trace-id of a `traceparent` header: 32 hexadecimal digits. None: there is no header, or it
/// is none. Of a version to come the known part counts.
/// https://www.w3.org/TR/trace-context/#traceparent-header
std::optional<std::string> TraceIdOf(std::string_view traceparent);

struct Job {
  std::string id;  ///< Unique within one store: `judge-7-3-12`.
  ProjectId project;
  MergeRequestIid iid;   ///< 0: a branch.
  CommitId head{};       ///< All zero: not known yet.
  std::string trace_id;  ///< Of the newest delivery that had one; empty: the job begins its own.
};

/// The thread works on a job for as long as this lives; jobs do not nest.
class JobScope {
 public:
  explicit JobScope(Job job);
  JobScope(const JobScope&) = delete;
  JobScope& operator=(const JobScope&) = delete;
  ~JobScope();
};

/// Of this thread, or nullptr.
const Job* CurrentJob();

/// From now on the thread's job is about this head. Nothing without a job.
void NoteHead(const CommitId& head);

/// What a call of this thread's job is to carry: its trace with a parent-id of its own. Empty
/// without a job.
std::string Traceparent();

}  // namespace headwater
