// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "headwater/report.h"
#include "headwater/sink.h"
#include "headwater/spdx_licenses.h"
#include "service/report/render.h"
#include "service/report/sbom.h"

namespace headwater::report {
namespace {

using Json = Out<Sink::kJson>;
using State = SbomAnswer::State;

Literal NameOf(State state) {
  // Neither valid nor invalid: nobody looked.
  if (state == State::kUnchecked) return "null";
  return state == State::kValid ? Literal("true") : Literal("false");
}

void AppendNumber(Literal key, uint32_t number, Json& json) {
  json << key;
  if (number == 0) {
    json << "null";
  } else {
    json << number;
  }
}

class JsonWriter final : public SbomWriter {
 public:
  JsonWriter(Language language, std::ostream& out) : language_(language), out_(out) {
    Json json;
    json << "{\"schema\":\"headwater.sbom/1\",\"headwater\":\"" << kEngineVersion
         << "\",\"spdx_list\":\"" << Untrusted(std::string(SpdxListVersion()))
         << "\",\"documents\":[";
    out_ << json.text();
  }

  void Add(const Untrusted& file, const SbomAnswer& answer) override {
    Json json;
    json << (std::exchange(is_first_, false) ? Literal("\n{") : Literal(",\n{"));
    json << "\"file\":\"" << file << "\",\"member\":\"" << answer.member << "\",\"format\":\""
         << answer.format << "\",\"version\":\"" << answer.version << "\",\"serialisation\":\""
         << answer.serialisation << "\",\"wrapper\":\"" << answer.wrapper
         << "\",\"valid\":" << NameOf(answer.state) << ",\"components\":" << answer.components;
    Append(",\n\"errors\":[", answer.errors, json);
    Append(",\n\"warnings\":[", answer.warnings, json);
    json << ",\n\"more_errors\":" << answer.more_errors
         << ",\"more_warnings\":" << answer.more_warnings;
    Append(answer.profiles, json);
    json << "}";
    out_ << json.text();
  }

  void End() override { out_ << "\n]}\n"; }

 private:
  void Append(Literal key, const std::vector<SbomProblem>& problems, Json& json) const {
    json << key;
    bool is_first = true;
    for (const SbomProblem& problem : problems) {
      json << (std::exchange(is_first, false) ? Literal("\n{") : Literal(",\n{"));
      json << "\"check\":\"" << problem.check << "\",\"key\":\"" << Untrusted(problem.message.key)
           << "\",\"pointer\":\"" << problem.pointer << "\"";
      AppendNumber(",\"line\":", problem.line, json);
      AppendNumber(",\"column\":", problem.column, json);
      const auto sentence =
          RenderSentence<Sink::kTerminal>(problem.text.In(language_), problem.message);
      json << ",\"message\":\"" << Untrusted(sentence.text()) << "\"}";
    }
    json << "]";
  }

  void Append(const std::vector<SbomProfileAnswer>& profiles, Json& json) const {
    json << ",\n\"profiles\":{";
    bool is_first = true;
    for (const SbomProfileAnswer& profile : profiles) {
      json << (std::exchange(is_first, false) ? Literal("\n\"") : Literal(",\n\""));
      json << profile.profile << "\":{\"title\":\"" << profile.title
           << "\",\"met\":" << profile.met;
      Append(",\"missing\":[", profile.missing, json);
      Append(",\"undecided\":[", profile.undecided, json);
      json << "}";
    }
    json << "}";
  }

  void Append(Literal key, const std::vector<SbomRequirement>& requirements, Json& json) const {
    json << key;
    bool is_first = true;
    for (const SbomRequirement& one : requirements) {
      json << (std::exchange(is_first, false) ? Literal("\n{") : Literal(",\n{"));
      json << "\"requirement\":\"" << one.requirement << "\",\"section\":\"" << one.section
           << "\",\"components\":" << one.components << ",\"of\":" << one.asked;
      if (!one.message.key.empty()) {
        const auto sentence = RenderSentence<Sink::kTerminal>(one.text.In(language_), one.message);
        json << ",\"message\":\"" << Untrusted(sentence.text()) << "\"";
      }
      json << "}";
    }
    json << "]";
  }

  Language language_;
  std::ostream& out_;
  bool is_first_ = true;
};

}  // namespace

std::unique_ptr<SbomWriter> WriteSbomJson(Language language, std::ostream& out) {
  return std::make_unique<JsonWriter>(language, out);
}

}  // namespace headwater::report
