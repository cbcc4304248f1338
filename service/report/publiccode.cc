// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/publiccode.h"

#include <string>
#include <utility>
#include <vector>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "service/report/render.h"

namespace headwater::report {
namespace {

using Json = Out<Sink::kJson>;
using Line = Out<Sink::kTerminal>;
using State = PubliccodeAnswer::State;

constexpr Text kError = {"error", "Fehler"};
constexpr Text kWarning = {"warning", "Warnung"};
constexpr Text kReason = {"not checked", "nicht geprüft"};
constexpr Text kMoreErrors = {"more errors", "weitere Fehler"};
constexpr Text kMoreWarnings = {"more warnings", "weitere Warnungen"};
constexpr Text kVersion = {"version", "Version"};

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

Literal NameOf(State state) {
  // Neither valid nor invalid: nobody looked.
  if (state == State::kUnchecked) return "null";
  return state == State::kValid ? Literal("true") : Literal("false");
}

/// Of two files, what holds for both.
State Worse(State a, State b) {
  if (a == State::kInvalid || b == State::kInvalid) return State::kInvalid;
  return a == State::kValid ? b : a;
}

class TextWriter final : public PubliccodeWriter {
 public:
  TextWriter(Language language, std::ostream& out) : language_(language), out_(out) {}

  void Add(const Untrusted& file, const PubliccodeAnswer& answer) override {
    for (const PubliccodeProblem& problem : answer.problems) {
      const Text weight = answer.state == State::kUnchecked ? kReason : kError;
      Print(file, problem.is_error ? weight : kWarning, problem);
    }
    PrintMore(file, answer.more_errors, kMoreErrors);
    PrintMore(file, answer.more_warnings, kMoreWarnings);
    Line line = Place(file, 0);
    line << ": " << TextOf(answer.state).In(language_);
    if (!answer.version.empty()) {
      line << ": " << kVersion.In(language_) << " " << answer.version;
    }
    Write(line);
  }

  void End() override {}

 private:
  static Line Place(const Untrusted& file, uint32_t number) {
    return RenderPlace<Sink::kTerminal>(file, {number, number}, Subject::kProject);
  }

  void Print(const Untrusted& file, const Text& weight, const PubliccodeProblem& problem) {
    Line line = Place(file, problem.line);
    if (problem.column > 0) line << ":" << problem.column;
    line << ": " << weight.In(language_) << ": "
         << RenderSentence<Sink::kTerminal>(problem.text.In(language_), problem.message);
    Write(line);
  }

  void PrintMore(const Untrusted& file, uint64_t more, const Text& what) {
    if (more == 0) return;
    Line line = Place(file, 0);
    line << ": " << what.In(language_) << ": " << more;
    Write(line);
  }

  void Write(const Line& line) { out_ << line.text() << "\n"; }

  Language language_;
  std::ostream& out_;
};

void AppendNumber(Literal key, uint32_t number, Json& json) {
  json << key;
  if (number == 0) {
    json << "null";
  } else {
    json << number;
  }
}

class JsonWriter final : public PubliccodeWriter {
 public:
  JsonWriter(PubliccodeProfile profile, Language language, std::ostream& out)
      : profile_(profile), language_(language), out_(out) {}

  void Add(const Untrusted& file, const PubliccodeAnswer& answer) override {
    state_ = Worse(state_, answer.state);
    more_errors_ += answer.more_errors;
    more_warnings_ += answer.more_warnings;
    Json json;
    json << "\n{\"file\":\"" << file << "\",\"valid\":" << NameOf(answer.state) << ",\"version\":\""
         << answer.version << "\"}";
    files_.push_back(json.text());
    for (const PubliccodeProblem& problem : answer.problems) {
      (problem.is_error ? errors_ : warnings_).push_back(Entry(file, problem));
    }
  }

  void End() override {
    const bool is_strict = profile_ == PubliccodeProfile::kStandard;
    Json json;
    json << "{\"schema\":\"headwater.publiccode/1\",\"headwater\":\"" << kEngineVersion
         << "\",\"profile\":\"" << (is_strict ? Literal("standard") : Literal("opencode"))
         << "\",\"valid\":" << NameOf(state_) << ",\n\"errors\":[";
    out_ << json.text();
    Write(errors_);
    out_ << "],\n\"warnings\":[";
    Write(warnings_);
    Json counts;
    counts << "],\n\"more_errors\":" << more_errors_ << ",\"more_warnings\":" << more_warnings_
           << ",\n\"files\":[";
    out_ << counts.text();
    Write(files_);
    out_ << "]}\n";
  }

 private:
  std::string Entry(const Untrusted& file, const PubliccodeProblem& problem) const {
    Json json;
    json << "\n{\"file\":\"" << file << "\",\"key\":\"" << problem.key << "\",\"kind\":\""
         << Untrusted(problem.message.key) << "\"";
    AppendNumber(",\"line\":", problem.line, json);
    AppendNumber(",\"column\":", problem.column, json);
    const auto sentence =
        RenderSentence<Sink::kTerminal>(problem.text.In(language_), problem.message);
    json << ",\"message\":\"" << Untrusted(sentence.text()) << "\"}";
    return json.text();
  }

  void Write(const std::vector<std::string>& entries) {
    bool is_first = true;
    for (const std::string& entry : entries) {
      if (!std::exchange(is_first, false)) out_ << ',';
      out_ << entry;
    }
  }

  PubliccodeProfile profile_;
  Language language_;
  std::ostream& out_;
  State state_ = State::kValid;
  uint64_t more_errors_ = 0;
  uint64_t more_warnings_ = 0;
  std::vector<std::string> errors_;
  std::vector<std::string> warnings_;
  std::vector<std::string> files_;
};

}  // namespace

std::unique_ptr<PubliccodeWriter> WritePubliccodeText(Language language, std::ostream& out) {
  return std::make_unique<TextWriter>(language, out);
}

std::unique_ptr<PubliccodeWriter> WritePubliccodeJson(PubliccodeProfile profile, Language language,
                                                      std::ostream& out) {
  return std::make_unique<JsonWriter>(profile, language, out);
}

}  // namespace headwater::report
