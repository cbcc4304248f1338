// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/job_scope.h"

#include <utility>

#include "headwater/secret.h"

namespace headwater {
namespace {

thread_local std::optional<Job> current_job;

// https://www.w3.org/TR/trace-context/#traceparent-header-field-values
constexpr size_t kTraceIdBytes = 16;
constexpr size_t kParentIdBytes = 8;
constexpr size_t kTraceIdAt = 3;
constexpr size_t kParentIdAt = 36;
constexpr size_t kFlagsAt = 53;
constexpr size_t kWhole = 55;

bool IsHex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool IsId(std::string_view text) {
  return IsHex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

bool HasDashes(std::string_view text) {
  return text[kTraceIdAt - 1] == '-' && text[kParentIdAt - 1] == '-' && text[kFlagsAt - 1] == '-';
}

/// Version 00 has these parts and no more; ff is none.
bool IsVersion(std::string_view traceparent) {
  const std::string_view version = traceparent.substr(0, kTraceIdAt - 1);
  if (!IsHex(version) || version == "ff") return false;
  return traceparent.size() == kWhole || (version != "00" && traceparent[kWhole] == '-');
}

}  // namespace

std::optional<std::string> TraceIdOf(std::string_view traceparent) {
  if (traceparent.size() < kWhole || !HasDashes(traceparent) || !IsVersion(traceparent)) return {};
  const std::string_view id = traceparent.substr(kTraceIdAt, 2 * kTraceIdBytes);
  const bool is_whole = IsId(id) && IsId(traceparent.substr(kParentIdAt, 2 * kParentIdBytes)) &&
                        IsHex(traceparent.substr(kFlagsAt, kWhole - kFlagsAt));
  return is_whole ? std::optional(std::string(id)) : std::nullopt;
}

JobScope::JobScope(Job job) {
  if (job.trace_id.empty()) job.trace_id = RandomHex(kTraceIdBytes);
  current_job = std::move(job);
}

JobScope::~JobScope() { current_job.reset(); }

const Job* CurrentJob() { return current_job ? &*current_job : nullptr; }

void NoteHead(const CommitId& head) {
  if (current_job) current_job->head = head;
}

std::string Traceparent() {
  if (!current_job) return "";
  // Sampled: whoever collects decides what is kept.
  return "00-" + current_job->trace_id + "-" + RandomHex(kParentIdBytes) + "-01";
}

}  // namespace headwater
