// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/validate.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "rules/sbom/schema/schema.h"
#include "rules/sbom/soundness.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;
using Weight = Problem::Weight;

bool IsError(const Problem& problem) { return problem.weight == Weight::kError; }

/// The places that the schema has errors at. Few: at most kMaxProblems.
class FaultyPlaces {
 public:
  FaultyPlaces(const Tree& tree, const Problems& problems) : tree_(tree) {
    for (const Problem& problem : problems.list) {
      if (IsError(problem)) nodes_.insert(problem.node);
    }
  }

  /// At the value itself, or at its text: XML's stands in a node below the element's.
  bool Has(NodeIndex node) const {
    if (nodes_.empty()) return false;
    return nodes_.contains(node) || nodes_.contains(tree_.node(node).parent) ||
           (tree_.node(node).end > node + 1 && nodes_.contains(node + 1));
  }

 private:
  const Tree& tree_;
  std::unordered_set<NodeIndex> nodes_;
};

void AddSchema(Problems problems, Validity& validity) {
  // Errors come before warnings where not all have room.
  const bool all_errors = std::all_of(problems.list.begin(), problems.list.end(), IsError);
  (all_errors && !problems.list.empty() ? validity.more_errors : validity.more_warnings) +=
      problems.more;
  for (Problem& problem : problems.list) {
    validity.faults.push_back({Fault::Check::kSchema, std::move(problem)});
  }
}

void AddContent(Soundness found, const FaultyPlaces& faulty, Validity& validity) {
  for (Problems* problems : {&found.errors, &found.warnings}) {
    for (Problem& problem : problems->list) {
      if (faulty.Has(problem.node)) continue;
      validity.faults.push_back({Fault::Check::kContent, std::move(problem)});
    }
  }
  validity.more_errors += found.errors.more;
  validity.more_warnings += found.warnings.more;
}

}  // namespace

bool Validity::has_errors() const {
  return more_errors > 0 || std::any_of(faults.begin(), faults.end(),
                                        [](const Fault& fault) { return IsError(fault.problem); });
}

bool Validity::fits_schema() const {
  // More than are kept are counted only behind those that are.
  return std::none_of(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.check == Fault::Check::kSchema && IsError(fault.problem);
  });
}

Validity Validate(const SbomDocument& document, const Bom& bom, std::chrono::sys_days as_of) {
  Validity validity;
  const Tree& tree = *document.tree;
  Problems problems;
  const auto id = schema::FindSchema(document.format, document.version, document.serialisation);
  if (id) {
    schema::ValidateSchema(tree, document.root, *id, schema::AskSpdxList, problems);
  } else {
    // What cannot be checked must not pass.
    problems.Add({Weight::kError, {"is-version", {{"kind", Untrusted(document.kind)}}}});
  }
  const FaultyPlaces faulty(tree, problems);
  AddSchema(std::move(problems), validity);
  Soundness found;
  CheckSoundness(bom, as_of, found);
  AddContent(std::move(found), faulty, validity);
  std::stable_sort(validity.faults.begin(), validity.faults.end(),
                   [](const Fault& a, const Fault& b) { return a.problem.node < b.problem.node; });
  return validity;
}

Message WhyNotJudged(const SbomDocument& document) {
  switch (document.is) {
    case Is::kBroken:
      return {"broken", {{"problem", Untrusted(document.problem)}}};
    case Is::kTooLarge:
      return {"beyond-limit", {{"problem", Untrusted(document.problem)}}};
    case Is::kUnread:
    case Is::kOtherKind:
      return {"is-" + document.hint, {{"kind", Untrusted(document.kind)}}};
    case Is::kSbom:
    case Is::kUnrelated:
      break;
  }
  return {"unrelated", {}};
}

bool IsUnchecked(const SbomDocument& document) {
  return document.is == Is::kUnread || document.is == Is::kTooLarge;
}

}  // namespace headwater::sbom
