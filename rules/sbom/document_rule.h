// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/rule.h"
#include "rules/sbom/bom.h"
#include "rules/sbom/documents_of.h"
#include "rules/sbom/problem.h"

/// \file
/// What the rules share that judge each of a project's SBOMs by itself.

namespace headwater::sbom {

/// What a rule finds in one document.
struct DocumentFindings {
  bool is_judged = false;  ///< The rule applies to it.
  std::vector<Finding> findings;
  std::vector<Unchecked> unchecked;
};

/// `bom` is nullptr for what is not SbomDocument::Is::kSbom. An error ends the judging.
using DocumentRule =
    std::function<Status(const FoundDocument& found, const Bom* bom, DocumentFindings& answer)>;

/// Asks the rule about every document of VisitDocuments. Where the change brings or touches one,
/// the answer is about the change, and about those documents only; else about the project. The
/// first finding of each document offers the command that makes the SBOM anew. The rule declares
/// kIgnoreOption, kPipelineOption and kDocumentFacts, and includes kDocumentRuleMessages and
/// kPlaceMessages in its catalogue.
Result<RuleAnswer> JudgeDocuments(const RuleContext& context, const DocumentRule& rule);

/// Turns the problems of one document into findings: of each kind the first three, and one that
/// counts the rest. Each has an argument `pointer`, and those of the catalogue say it
/// (placed_messages.h). To be given problems in document order.
class FaultList {
 public:
  FaultList(const FoundDocument& found, DocumentFindings& answer)
      : found_(found), pointers_(*found.document().tree), answer_(answer) {}

  void Add(Problem problem, bool is_advisory);
  /// Adds what was counted, and that `more` errors were not kept.
  void Finish(uint64_t more);

 private:
  struct Kind {
    uint64_t count = 0;
    bool is_advisory = false;
    NodeIndex next = kNoNode;  ///< The first that is not shown.
  };

  Finding At(NodeIndex node, Message message);

  const FoundDocument& found_;
  Pointers pointers_;
  DocumentFindings& answer_;
  std::map<std::string, Kind, std::less<>> kinds_;
};

/// A finding at a value of a document.
Finding FindingAt(const FoundDocument& found, NodeIndex node, Message message);

inline constexpr std::array kDocumentRuleMessages = {
    MessageText{"no-sbom",
                {.en = "There is no parts list (SBOM) here to judge.",
                 .de = "Hier gibt es keine Stückliste (SBOM) zu prüfen."}},
    MessageText{"not-asked",
                {.en = "Nothing in the parts list (SBOM) or the project calls for this check.",
                 .de = "Weder die Stückliste (SBOM) noch das Projekt gibt Anlass zu dieser "
                       "Prüfung."}},
    MessageText{"sbom-under-way",
                {.en = "The pipeline has not made the SBOM yet.",
                 .de = "Die Pipeline hat die SBOM noch nicht erzeugt."}},
    MessageText{
        "same-again",
        {.en = "More places with the same fault: {count}; the first of them: {pointer}",
         .de = "Weitere Stellen mit demselben Fehler: {count}; die erste davon: {pointer}"}},
    MessageText{"more-errors",
                {.en = "Errors beyond those that are listed: {count}.",
                 .de = "Fehler über die aufgeführten hinaus: {count}."}},
};

}  // namespace headwater::sbom
