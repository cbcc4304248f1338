// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/fix.h"
#include "headwater/untrusted.h"

/// \file
/// Whether a publiccode.yml is valid by the standard's versions 0.2 to 0.7
/// (https://github.com/publiccodeyml/publiccode.yml, docs/standard at the tags core-0.2 to v0.7.0).

namespace headwater {

/// By whose measure. They differ in four points, where openCode takes what the letter of the
/// standard does not have; kOpenCode warns of the first three and is silent about the fourth:
/// 1. A key that the standard does not have. openCode's own template has one, `genericName` at the
///    top (https://open-code.usercontent.opencode.de/hilfe/guide/softwareverzeichnis).
/// 2. Another country's section than `IT`, `de` above all: the German one is described beside the
///    standard (docs/de/schema.de.rst), which itself defines the Italian one only
///    (docs/standard/country.rst).
/// 3. What a former version asked for and later ones do not. Readers of the reference
///    implementation take every 0.x for the newest
///    (https://github.com/italia/publiccode-parser-go/blob/2a1f25a/parser.go, parseStream).
/// 4. A version that is not the newest: openCode's template says "0.4"
///    (https://guide.opencode.de/en/softwareverzeichnis/publiccode.yml-anlegen).
enum class PubliccodeProfile { kOpenCode, kStandard };

/// One thing that is to be said of a file.
struct PubliccodeProblem {
  bool is_error = true;  ///< Else a warning: the file is valid with it.
  Untrusted key;  ///< `description.de.features`, `maintenance.contacts[0].name`; may be empty.
  Text text;      ///< The sentence; `{name}` stands for an argument of `message`.
  Message message;
  uint32_t line = 0;    ///< 1-based; 0: the whole file.
  uint32_t column = 0;  ///< 1-based, in bytes; 0 likewise.
  /// The line as it should be, where that is no guess.
  std::optional<Edit> repair;
};

/// More than a person reads; the others are counted.
inline constexpr size_t kMaxPubliccodeProblems = 200;

struct PubliccodeAnswer {
  enum class State {
    kValid,
    kInvalid,
    kUnchecked,  ///< Beyond a bound (kYamlLimits): never taken for valid.
  };
  State state = State::kUnchecked;
  Untrusted version;                        ///< publiccodeYmlVersion, as written; may be empty.
  std::vector<PubliccodeProblem> problems;  ///< In the order of the file.
  uint64_t more_errors = 0;                 ///< Beyond those.
  uint64_t more_warnings = 0;
};

struct PubliccodeQuestion {
  PubliccodeProfile profile = PubliccodeProfile::kOpenCode;
  /// What has passed and what is still to come.
  std::chrono::sys_days as_of{};
  /// Whether there is a file of this path, relative to the folder of the publiccode.yml and without
  /// `..`. Not callable: nobody looks.
  std::function<bool(std::string_view path)> has_file;
};

/// Judges the bytes of a file. Linear in them, whatever they are; fetches nothing. Of addresses
/// only the form is judged.
PubliccodeAnswer JudgePubliccode(std::string_view text, const PubliccodeQuestion& question);

/// The answer for a file that is too large to be read at all.
PubliccodeAnswer TooLargePubliccode();

}  // namespace headwater
