// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/finding.h"
#include "headwater/untrusted.h"

/// \file
/// Whether files are valid parts lists, outside of any repository.

namespace headwater {

/// One thing that is wrong with a document. The names are those of service/docs/sbom-json.md.
struct SbomProblem {
  Literal check;  ///< Who says so: `syntax`, `kind`, `schema`, `content`.
  Text text;      ///< The sentence; `{name}` stands for an argument of `message`.
  Message message;
  uint32_t line = 0;    ///< 1-based; 0: the whole document.
  uint32_t column = 0;  ///< 1-based, in bytes; 0 likewise.
  /// JSON pointer (RFC 6901), XML path; for YAML and tag-value as in the same document in JSON.
  Untrusted pointer;
};

/// A requirement of a profile, and what a document lacks of it.
struct SbomRequirement {
  Literal requirement;      ///< An identifier, for ever.
  Literal section;          ///< Of the standard.
  uint64_t components = 0;  ///< That lack it, or where it cannot be told; 0: the document itself.
  uint64_t asked = 0;       ///< Components that it is asked of; 0: the document.
  Text text;                ///< What is missing, in one sentence; empty: undecided.
  Message message;          ///< Its arguments.
};

struct SbomProfileAnswer {
  Untrusted profile;                       ///< `bsi-2.1`.
  Untrusted title;                         ///< For people.
  uint64_t met = 0;                        ///< Requirements.
  std::vector<SbomRequirement> missing;    ///< Duties only: what need not be there is no gap.
  std::vector<SbomRequirement> undecided;  ///< Neither met nor missing, as far as can be seen.
};

/// What is to be said of one document of a file.
struct SbomAnswer {
  enum class State {
    kValid,
    kInvalid,
    kUnchecked,  ///< Beyond a bound, or of a version that is not read: never taken for valid.
  };
  State state = State::kUnchecked;
  Untrusted member;  ///< Name of the member of a gzip stream; empty: there is none.
  Literal format;    ///< `CycloneDX`, `SPDX`; empty: neither.
  Untrusted version;
  Untrusted serialisation;  ///< `json`, `xml`, `yaml`, `tag-value`, `json-ld`, `rdf`; may be empty.
  Untrusted wrapper;        ///< `in-toto`, `in-toto, DSSE`; empty: none.
  std::vector<SbomProblem> errors;  ///< In the order of the document, at most 1,000.
  std::vector<SbomProblem> warnings;
  uint64_t more_errors = 0;  ///< Beyond those.
  uint64_t more_warnings = 0;
  uint64_t components = 0;
  std::vector<SbomProfileAnswer> profiles;
};

/// What is asked.
struct SbomQuestion {
  std::chrono::sys_days as_of{};
  std::string profile = "auto";  ///< See IsSbomProfile.
};

/// Whether a profile may be asked for by this name: `bsi-2.1` and its like, `bsi` and `ntia`,
/// `auto` for what applies to the document's day.
bool IsSbomProfile(std::string_view name);

/// Judges every document of a file: one, but for gzip streams with several members. Never empty.
/// Linear in the bytes, bounded whatever they are.
std::vector<SbomAnswer> JudgeSbom(std::string bytes, const SbomQuestion& question);

/// The answer for a file that is too large to be read at all.
SbomAnswer TooLargeSbom();

}  // namespace headwater
