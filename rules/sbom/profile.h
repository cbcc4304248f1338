// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/untrusted.h"
#include "rules/sbom/bom.h"

/// \file
/// What published standards ask of a parts list beyond its format, and how a document stands by
/// them: which requirement is met, which is not, and by how many components. No score: a document
/// that lacks one thing in a thousand places lacks one thing.

namespace headwater::sbom {

/// In the order of their publication.
enum class Profile : uint8_t {
  kNtia2021,  ///< NTIA, The Minimum Elements For a Software Bill of Materials, 12 July 2021.
  kBsi11,     ///< BSI TR-03183-2 v1.1, 28 November 2023.
  kBsi20,     ///< v2.0.0, 20 September 2024.
  kBsi21,     ///< v2.1.0, 20 August 2025.
};

/// `ntia-2021`, `bsi-1.1`, `bsi-2.0`, `bsi-2.1`: as printed, never renamed.
std::string_view NameOf(Profile profile);
/// `BSI TR-03183-2 v2.1.0`: for people.
std::string_view TitleOf(Profile profile);

enum class Duty : uint8_t {
  kRequired,
  kIfItExists,  ///< What is not there need not exist: never a gap, counted all the same.
  kOptional,    ///< Likewise.
  kForbidden,
};

/// TR-03183-2 v2.1.0, sections 3.2.2 to 3.2.5 and 5.1: how much has to be said of a component.
enum class ComponentClass : uint8_t {
  kNone,        ///< No part that is delivered: a service, an algorithm.
  kFull,        ///< An executable file or archive.
  kLogical,     ///< An abstraction, such as an application or an operating system: no file.
  kIdentified,  ///< The first one outside the scope of delivery: only who, what, which version.
  kReferenced,  ///< Described in another SBOM.
};

/// One row of the table.
struct Requirement {
  Literal id;  ///< `component-creator`; the same for the same question in every profile.
  Profile profile = Profile::kNtia2021;
  Literal section;  ///< Of the standard: `5.2.2`.
  Duty duty = Duty::kRequired;
  uint8_t classes = 0;  ///< Bits of ComponentClass; 0: asked of the document.
  uint64_t facts = 0;   ///< Bits of ProfileFact: any one of them answers it.
};

/// All rows, those of a profile together.
std::span<const Requirement> Requirements();

/// How a document stands by one requirement.
struct RequirementResult {
  enum class State : uint8_t {
    kMet,
    kMissing,
    kUndecided,  ///< The format has no place for it, or it was not looked at: neither met nor not.
    kNotDue,     ///< No component that it is asked of.
  };
  const Requirement* requirement = nullptr;
  State state = State::kNotDue;
  uint64_t asked = 0;      ///< Components that it is asked of; 1 for the document.
  uint64_t missing = 0;    ///< Of these: not given (forbidden: given).
  uint64_t undecided = 0;  ///< Of these.
  /// The first kMaxPlaces components that lack it (kNoComponent: the document).
  std::vector<ComponentIndex> places;

  /// Missing, and a duty.
  bool is_gap() const;
};

inline constexpr size_t kMaxPlaces = 5;

struct ProfileResult {
  Profile profile = Profile::kNtia2021;
  std::vector<RequirementResult> results;  ///< Of each of its requirements, in table order.

  /// How many requirements are gaps.
  size_t Gaps() const;
  /// Nothing that is a duty is missing or could not be decided.
  bool is_met() const;
};

/// What may be asked for: `bsi` (the version of TR-03183-2 that the document's date calls for),
/// `ntia`, `auto` (both), `all` (every profile), and the names of single profiles.
bool IsProfileChoice(std::string_view choice);

/// The versions of TR-03183-2 that a document of this timestamp may follow (section 7: the newest
/// one, the one before for six more months; one that conformed at delivery stays conformant).
/// Without a readable timestamp: the newest.
std::vector<Profile> BsiVersionsAt(std::string_view timestamp);

/// Where two versions may be followed, the one with fewer gaps counts, of equals the newer.
/// `is_schema_valid`: what the validation said, nothing if it did not run. Empty for a choice that
/// is none. Linear in the document.
std::vector<ProfileResult> EvaluateProfiles(const Bom& bom, std::string_view choice,
                                            std::optional<bool> is_schema_valid);

}  // namespace headwater::sbom
