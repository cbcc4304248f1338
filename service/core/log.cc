// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/log.h"

#include <atomic>
#include <cstdio>

#include "headwater/clock.h"
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
  line << "}\n";
  // In one piece, so that lines of several threads do not mix. Nobody could be told of a failure.
  (void)std::fwrite(line.text().data(), 1, line.text().size(), stderr);
}

void SetLogLevel(LogLevel level) { lowest_level.store(level, std::memory_order_relaxed); }

}  // namespace headwater
