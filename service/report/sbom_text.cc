// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

#include "headwater/sink.h"
#include "service/report/render.h"
#include "service/report/sbom.h"

namespace headwater::report {
namespace {

using Line = Out<Sink::kTerminal>;
using State = SbomAnswer::State;

constexpr Text kError = {"error", "Fehler"};
constexpr Text kWarning = {"warning", "Warnung"};
constexpr Text kReason = {"not checked", "nicht geprüft"};
constexpr Text kMember = {"member", "Teil"};
constexpr Text kMoreErrors = {"more errors", "weitere Fehler"};
constexpr Text kMoreWarnings = {"more warnings", "weitere Warnungen"};
constexpr Text kOneComponent = {"component", "Komponente"};
constexpr Text kComponents = {"components", "Komponenten"};
constexpr Text kMet = {"requirements met", "Anforderungen erfüllt"};
constexpr Text kMissing = {"missing", "fehlend"};
constexpr Text kUndecided = {"undecided", "nicht entscheidbar"};

/// As people write it. Names that are not listed are words.
Untrusted ShownForm(const Untrusted& serialisation) {
  constexpr std::array kShort = {"json", "json-ld", "rdf", "xml", "yaml"};
  std::string form = serialisation.bytes();
  if (std::find(kShort.begin(), kShort.end(), form) == kShort.end()) return serialisation;
  std::transform(form.begin(), form.end(), form.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return Untrusted(std::move(form));
}

Text TextOf(State state) {
  switch (state) {
    case State::kValid:
      return {"valid", "gültig"};
    case State::kInvalid:
      return {"not valid", "nicht gültig"};
    case State::kUnchecked:
      return {"could not be checked", "nicht prüfbar"};
  }
  return {};
}

class TextWriter final : public SbomWriter {
 public:
  TextWriter(Language language, std::ostream& out) : language_(language), out_(out) {}

  void Add(const Untrusted& file, const SbomAnswer& answer) override {
    const Text weight = answer.state == State::kUnchecked ? kReason : kError;
    for (const SbomProblem& problem : answer.errors) Print(file, answer, weight, problem);
    PrintMore(file, answer, answer.more_errors, kMoreErrors);
    for (const SbomProblem& problem : answer.warnings) Print(file, answer, kWarning, problem);
    PrintMore(file, answer, answer.more_warnings, kMoreWarnings);
    PrintProfiles(file, answer);
    Line line = Place(file, answer, 0);
    line << ": " << TextOf(answer.state).In(language_);
    if (!answer.format.view().empty()) {
      line << ": " << answer.format << " " << answer.version << " "
           << ShownForm(answer.serialisation);
      if (!answer.wrapper.empty()) line << " (" << answer.wrapper << ")";
      const Text& components = answer.components == 1 ? kOneComponent : kComponents;
      line << ", " << answer.components << " " << components.In(language_);
    }
    Write(line);
  }

  void End() override {}

 private:
  Line Place(const Untrusted& file, const SbomAnswer& answer, uint32_t number) const {
    Line line = RenderPlace<Sink::kTerminal>(file, {number, number}, Subject::kProject);
    if (!answer.member.empty()) {
      line << " (" << kMember.In(language_) << " " << answer.member << ")";
    }
    return line;
  }

  void Print(const Untrusted& file, const SbomAnswer& answer, const Text& weight,
             const SbomProblem& problem) {
    // Places of a member are places in it, not in the file.
    const bool is_member = !answer.member.empty();
    Line line = Place(file, answer, is_member ? 0 : problem.line);
    if (is_member && problem.line > 0) line << ":" << problem.line;
    if (problem.column > 0) line << ":" << problem.column;
    line << ": " << weight.In(language_) << ": "
         << RenderSentence<Sink::kTerminal>(problem.text.In(language_), problem.message);
    if (!problem.pointer.empty()) line << " (" << problem.pointer << ")";
    Write(line);
  }

  void PrintMore(const Untrusted& file, const SbomAnswer& answer, uint64_t more, const Text& what) {
    if (more == 0) return;
    Line line = Place(file, answer, 0);
    line << ": " << what.In(language_) << ": " << more;
    Write(line);
  }

  void PrintProfiles(const Untrusted& file, const SbomAnswer& answer) {
    for (const SbomProfileAnswer& profile : answer.profiles) {
      Line line = Place(file, answer, 0);
      line << ": " << profile.title << ": " << profile.met << " " << kMet.In(language_) << ", "
           << profile.missing.size() << " " << kMissing.In(language_) << ", "
           << profile.undecided.size() << " " << kUndecided.In(language_);
      Write(line);
      Print(kMissing, profile.missing);
      Print(kUndecided, profile.undecided);
    }
  }

  void Print(const Text& what, const std::vector<SbomRequirement>& requirements) {
    for (const SbomRequirement& one : requirements) {
      Line line;
      line << "  " << what.In(language_) << ": " << one.requirement;
      if (!one.message.key.empty()) {
        line << ": " << RenderSentence<Sink::kTerminal>(one.text.In(language_), one.message);
      } else {
        line << " (" << one.section << ")";
      }
      if (one.message.key.empty() && one.asked > 0) {
        line << ": " << one.components << "/" << one.asked << " " << kComponents.In(language_);
      }
      Write(line);
    }
  }

  void Write(const Line& line) { out_ << line.text() << "\n"; }

  Language language_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<SbomWriter> WriteSbomText(Language language, std::ostream& out) {
  return std::make_unique<TextWriter>(language, out);
}

}  // namespace headwater::report
