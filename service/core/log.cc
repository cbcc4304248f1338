// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/log.h"

#include <algorithm>
#include <atomic>
#include <cstdio>

#include "headwater/clock.h"
#include "headwater/job_scope.h"
#include "headwater/sink.h"

namespace headwater {
namespace {

using JsonOut = Out<Sink::kJson>;

constinit std::atomic<LogLevel> lowest_level = LogLevel::kInfo;

Literal NameOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "error";
}

void AppendValue(JsonOut& line, const LogField& field) {
  if (const auto* number = std::get_if<int64_t>(&field.value)) {
    line << *number;
  } else if (const auto* literal = std::get_if<Literal>(&field.value)) {
    line << "\"" << *literal << "\"";
  } else {
    line << "\"" << std::get<Untrusted>(field.value) << "\"";
  }
}

bool Names(std::initializer_list<LogField> fields, Literal name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const LogField& field) { return field.name == name; });
}

/// What the line itself says of these counts.
void AppendJob(JsonOut& line, const Job& job, std::initializer_list<LogField> fields) {
  line << ",\"job\":\"" << Untrusted(job.id) << "\",\"trace_id\":\"" << Untrusted(job.trace_id)
       << "\"";
  if (!Names(fields, "project")) line << ",\"project\":" << job.project.value;
  if (!Names(fields, "iid")) line << ",\"iid\":" << job.iid.value;
  if (!job.head.IsZero() && !Names(fields, "head")) {
    line << ",\"head\":\"" << Untrusted(job.head.Hex()) << "\"";
  }
}

}  // namespace

void Log(LogLevel level, Literal event, std::initializer_list<LogField> fields) {
  if (level < lowest_level.load(std::memory_order_relaxed)) return;
  JsonOut line;
  line << "{\"time\":\"" << Untrusted(FormatTime(SystemClock().Wall())) << "\",\"level\":\""
       << NameOf(level) << "\",\"event\":\"" << event << "\"";
  for (const LogField& field : fields) {
    line << ",\"" << field.name << "\":";
    AppendValue(line, field);
  }
  if (const Job* const job = CurrentJob()) AppendJob(line, *job, fields);
  line << "}\n";
  // In one piece, so that lines of several threads do not mix. Nobody could be told of a failure.
  (void)std::fwrite(line.text().data(), 1, line.text().size(), stderr);
}

void SetLogLevel(LogLevel level) { lowest_level.store(level, std::memory_order_relaxed); }

}  // namespace headwater
