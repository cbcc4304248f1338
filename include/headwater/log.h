// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <variant>

#include "headwater/untrusted.h"

/// \file
/// One JSON object per line on standard error: time, level, event, and fields. The event is a
/// constant of ours, data stands in fields; tokens, payload bodies and file contents stand nowhere.
/// Thread-safe.

namespace headwater {

enum class LogLevel {
  kDebug,    ///< Off in production.
  kInfo,     ///< Start, stop, one line for each finished job.
  kWarning,  ///< Someone should look.
  kError,    ///< Someone must act now.
};

struct LogField {
  Literal name;
  std::variant<int64_t, Literal, Untrusted> value;
};

void Log(LogLevel level, Literal event, std::initializer_list<LogField> fields = {});

/// Lines below this level are dropped. kInfo until set.
void SetLogLevel(LogLevel level);

}  // namespace headwater
