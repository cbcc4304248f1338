// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "headwater/clock.h"
#include "headwater/sink.h"

namespace headwater {
namespace {

using JsonOut = Out<Sink::kJson>;

spdlog::level::level_enum LevelOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

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

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = spdlog::stderr_logger_mt("headwater");
    made->set_pattern("%v");
    return made;
  }();
  return *kLogger;
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
  if (!Logger().should_log(LevelOf(level))) return;
  JsonOut line;
  line << "{\"time\":\"" << Untrusted(FormatTime(SystemClock().Wall())) << "\",\"level\":\""
       << NameOf(level) << "\",\"event\":\"" << event << "\"";
  for (const LogField& field : fields) {
    line << ",\"" << field.name << "\":";
    AppendValue(line, field);
  }
  line << "}";
  Logger().log(LevelOf(level), "{}", line.text());
}

void SetLogLevel(LogLevel level) { Logger().set_level(LevelOf(level)); }

}  // namespace headwater
