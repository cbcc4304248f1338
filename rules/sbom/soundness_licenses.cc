// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/spdx_expression.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/sbom/schema/text_check.h"
#include "rules/sbom/soundness.h"
#include "rules/sbom/text_index.h"

namespace headwater::sbom {
namespace {

using schema::Shortened;
using Form = BomLicense::Form;

/// What is said of one text. Thousands of components share a few licences: each text is read once.
struct Verdict {
  struct Sentence {
    bool is_error = false;
    std::string_view key;
    Soundness::Arguments arguments;
  };
  std::vector<Sentence> sentences;
};

Verdict JudgeId(std::string_view id) {
  // Whether the list has it at all is the schema's question.
  const bool is_exception = FindSpdxLicense(id) == nullptr && FindSpdxException(id) != nullptr;
  if (!is_exception) return {};
  return {{{true, "exception-as-license", {{"id", Shortened(id)}}}}};
}

Verdict JudgeName(std::string_view name) {
  if (const SpdxLicense* license = FindSpdxLicense(name)) {
    return {
        {{false, "name-is-id", {{"value", Shortened(name)}, {"id", std::string(license->id)}}}}};
  }
  // One word is a name like any other; several with operators are not called so by chance.
  if (name.find(' ') == std::string_view::npos) return {};
  const auto parsed = ParseSpdxExpression(name);
  const bool is_expression =
      std::holds_alternative<SpdxExpression>(parsed) && FindSpdxIdProblems(name).empty();
  if (!is_expression) return {};
  return {{{false, "name-is-expression", {{"value", Shortened(name)}}}}};
}

Verdict JudgeIdsOf(std::string_view expression) {
  Verdict verdict;
  for (const SpdxIdProblem& problem : FindSpdxIdProblems(expression)) {
    const Soundness::Arguments id = {{"id", Shortened(problem.id)}};
    switch (problem.kind) {
      case SpdxIdProblem::Kind::kUnknown:
        verdict.sentences.push_back({false, "expression-unlisted", id});
        break;
      case SpdxIdProblem::Kind::kIsException:
        verdict.sentences.push_back({true, "exception-as-license", id});
        break;
      case SpdxIdProblem::Kind::kIsLicense:
        verdict.sentences.push_back({true, "license-as-exception", id});
        break;
      case SpdxIdProblem::Kind::kDeprecated:  // Sound: it means what it meant.
        break;
    }
  }
  return verdict;
}

Verdict JudgeExpression(std::string_view text, SpdxDialect dialect) {
  const auto parsed = ParseSpdxExpression(text, dialect);
  const auto* error = std::get_if<SpdxError>(&parsed);
  if (error == nullptr) return JudgeIdsOf(text);
  Soundness::Arguments arguments = {{"value", Shortened(text)}};
  const std::string_view part = text.substr(error->begin, error->end - error->begin);
  if (part.empty()) return {{{true, "expression-wrong", std::move(arguments)}}};
  arguments.emplace_back("part", Shortened(part));
  return {{{true, "expression-wrong-at", std::move(arguments)}}};
}

class LicenseCheck {
 public:
  LicenseCheck(const Bom& bom, Soundness& found)
      : bom_(bom),
        found_(found),
        dialect_(bom.document->format == SbomFormat::kSpdx3 ? SpdxDialect::kSpdx30
                                                            : SpdxDialect::kSpdx23),
        index_(bom.licenses.all().size()) {}

  void Run() {
    for (const BomLicense& license : bom_.licenses.all()) {
      const bool is_judged = license.form == Form::kId || license.form == Form::kName ||
                             license.form == Form::kExpression;
      if (is_judged && license.text.has()) Report(license, VerdictOf(license));
    }
  }

 private:
  /// Of one text, by the form that it stands in.
  using ByForm = std::array<std::optional<Verdict>, 3>;
  static_assert(static_cast<size_t>(Form::kId) == 0 && static_cast<size_t>(Form::kName) == 1 &&
                static_cast<size_t>(Form::kExpression) == 2);

  const Verdict& VerdictOf(const BomLicense& license) {
    const std::string_view text = license.text.text;
    // Neighbours are mostly alike.
    if (judged_.empty() || text != last_) {
      const auto number = static_cast<uint32_t>(judged_.size());
      const bool is_new = index_.Insert(text, number);
      if (is_new) judged_.emplace_back();
      at_ = is_new ? number : index_.Find(text);
      last_ = text;
    }
    std::optional<Verdict>& verdict = judged_[at_][static_cast<size_t>(license.form)];
    if (!verdict) verdict = Judge(license);
    return *verdict;
  }

  Verdict Judge(const BomLicense& license) const {
    if (license.form == Form::kId) return JudgeId(license.text.text);
    if (license.form == Form::kName) return JudgeName(license.text.text);
    return JudgeExpression(license.text.text, dialect_);
  }

  void Report(const BomLicense& license, const Verdict& verdict) {
    for (const Verdict::Sentence& sentence : verdict.sentences) {
      if (sentence.is_error) {
        found_.Fail(license.text.node, sentence.key, sentence.arguments);
      } else {
        found_.Warn(license.text.node, sentence.key, sentence.arguments);
      }
    }
  }

  const Bom& bom_;
  Soundness& found_;
  SpdxDialect dialect_;
  TextIndex index_;  ///< Positions in judged_.
  std::vector<ByForm> judged_;
  std::string_view last_;
  uint32_t at_ = 0;  ///< Of last_ in judged_.
};

}  // namespace

void CheckLicenses(const Bom& bom, Soundness& found) { LicenseCheck(bom, found).Run(); }

}  // namespace headwater::sbom
