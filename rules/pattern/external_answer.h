// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/result.h"

/// \file
/// Private to rules/pattern: what an external rule answered, as foreign as anything is.

namespace headwater::pattern {

/// More nobody reads.
inline constexpr size_t kMaxExternalFindings = 200;
/// Of one text and of a path, in bytes.
inline constexpr size_t kMaxExternalText = 600;
inline constexpr size_t kMaxExternalPath = 4'096;

/// One text in both languages.
struct ExternalWords {
  std::string en;
  std::string de;
};

struct ExternalFinding {
  std::string path;  ///< Empty: about the whole change.
  uint32_t line = 0;
  ExternalWords message;
  std::string fingerprint;  ///< What the finding is about; empty: its message.
};

struct ExternalVerdict {
  Verdict verdict = Verdict::kUnknown;
  ExternalWords reason;  ///< Of kUnknown; empty: it says none.
  std::vector<ExternalFinding> findings;
};

/// Reads version 1 strictly: anything else than a complete answer that agrees with itself is
/// kContent with a phrase that says what is wrong, for people and without a full stop.
Result<ExternalVerdict> ReadExternalAnswer(std::string_view json);

}  // namespace headwater::pattern
