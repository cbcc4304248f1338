// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/bom.h"
#include "rules/sbom/problem.h"

/// \file
/// What is wrong with a parts list although its schema allows it: names that name nothing, hashes
/// that cannot be, times that have not come. Asked of the model, so that the same document is
/// judged alike in every form. The sentences are those of soundness_messages.h.

namespace headwater::sbom {

/// What is found, errors and warnings apart: many warnings must not hide an error.
struct Soundness {
  Problems errors;
  Problems warnings;

  using Arguments = std::vector<std::pair<std::string_view, std::string>>;
  void Fail(NodeIndex node, std::string_view key, const Arguments& arguments);
  void Warn(NodeIndex node, std::string_view key, const Arguments& arguments);
};

/// Everything below. `as_of`: the day on which it is judged. `bom.document` has its tree. Time n
/// log n in the document whatever it holds.
void CheckSoundness(const Bom& bom, std::chrono::sys_days as_of, Soundness& found);

/// The timestamp, and the byte order mark that JSON should not have.
void CheckDocumentFacts(const Bom& bom, std::chrono::sys_days as_of, Soundness& found);
/// Lengths and digits of hashes.
void CheckHashes(const Bom& bom, Soundness& found);
/// SPDX identifiers and expressions, and names that hide one.
void CheckLicenses(const Bom& bom, Soundness& found);
/// Package URLs: errors where one names no package; warnings where it breaks the rules of its type
/// or names another package than its component, and where components share one or have none.
void CheckPurls(const Bom& bom, Soundness& found);
/// Whether the parts hang together: primary component, reachability, circles, statements about
/// completeness. Warnings only.
void CheckStructure(const Bom& bom, Soundness& found);

/// A point in time as RFC 3339 and XML Schema write it, in UTC where it names no zone; nothing for
/// another text or a time that does not exist.
std::optional<std::chrono::sys_seconds> ParseTimestamp(std::string_view text);

/// What the component is called, with its group and version, for people.
std::string ShownName(const BomComponent& component);

}  // namespace headwater::sbom
