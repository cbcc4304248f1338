// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "rules/sbom/bom.h"
#include "rules/sbom/document.h"
#include "rules/sbom/problem.h"

/// \file
/// Everything that is asked of one document: the schema of its version, and what no schema says.

namespace headwater::sbom {

/// A problem and who says so.
struct Fault {
  enum class Check : uint8_t { kSchema, kContent };
  Check check = Check::kSchema;
  Problem problem;
};

struct Validity {
  std::vector<Fault> faults;  ///< Errors and warnings in the order of the document.
  uint64_t more_errors = 0;   ///< Beyond kMaxProblems of each kind of check.
  uint64_t more_warnings = 0;

  bool has_errors() const;
  /// No error of the schema; others may be there.
  bool fits_schema() const;
};

/// Judges a document that is kSbom; `bom` is its model. What the schema calls wrong is not called
/// wrong again for its content.
Validity Validate(const SbomDocument& document, const Bom& bom, std::chrono::sys_days as_of);

/// What a document that is not kSbom is instead, or why it cannot be read: a message of
/// kKindMessages.
Message WhyNotJudged(const SbomDocument& document);
/// Whether such a document may be an SBOM all the same: "could not check", not "is none".
bool IsUnchecked(const SbomDocument& document);

}  // namespace headwater::sbom
