// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/evaluation_json.h"

#include "headwater/sink.h"
#include "service/report/json.h"
#include "service/report/names.h"

namespace headwater::report {
namespace {

std::string_view Word(bool value) { return value ? "true" : "false"; }

using Json = Out<Sink::kJson>;

std::string SuggestionJson(const LineSuggestion& suggestion) {
  Json json;
  json << R"({"fingerprint": ")" << Untrusted(suggestion.fingerprint) << R"(", "path": ")"
       << suggestion.path << R"(", "start_line": )" << suggestion.lines.first << R"(, "end_line": )"
       << suggestion.lines.last << R"(, "old_line": )" << suggestion.old_line << R"(, "text": ")"
       << suggestion.text << R"("})";
  return json.text();
}

/// As the items of a list.
template <typename Items, typename Render>
std::string Listed(const Items& items, Render render) {
  std::string list;
  for (const auto& item : items) {
    if (!list.empty()) list += ", ";
    list += render(item);
  }
  return list;
}

std::string TextJson(const std::string& text) {
  Json json;
  json << "\"" << Untrusted(text) << "\"";
  return json.text();
}

std::string WantJson(const UpstreamWant& want) {
  Json head;
  head << R"({"url": ")" << Untrusted(want.url) << R"(", "name": ")" << want.name
       << R"(", "confirmed": )" << (want.confirmed ? Literal("true") : "false");
  return head.text() + R"(, "aliases": [)" + Listed(want.aliases, TextJson) + R"(], "only": [)" +
         Listed(want.only, TextJson) + "]}";
}

std::string AskJson(const ExternalAsk& ask) {
  Json json;
  json << R"({"rule": ")" << Untrusted(ask.rule) << R"(", "change": ")" << Untrusted(ask.change)
       << R"("})";
  return json.text();
}

}  // namespace

std::string RenderEvaluation(const EvaluationAnswer& answer) {
  const Report& report = answer.report;
  std::string json = R"({"schema": "headwater.evaluate/1", "sandbox": {"landlock": )";
  json += Word(answer.confinement.landlock);
  json += R"(, "seccomp": )";
  json += Word(answer.confinement.seccomp);
  json += R"(}, "missing": [)";
  json += Listed(report.missing, [](const BlobId& id) { return '"' + id.Hex() + '"'; });
  json += R"(], "damaged": )";
  json += Word(report.damaged);
  json += R"(, "lacks": ")" + std::string(NameOf(report.lacks).view());
  json += R"(", "waiting": )";
  json += Word(report.waiting);
  json += R"(, "suggestions": [)";
  json += Listed(answer.suggestions, SuggestionJson);
  json += R"(], "wants": [)";
  json += Listed(answer.wants, WantJson);
  json += R"(], "asks": [)";
  json += Listed(answer.asks, AskJson);
  // The report is a JSON document of its own, and stands here as one value.
  json += R"(], "report": )" + RenderRecord(report);
  json += "}\n";
  return json;
}

}  // namespace headwater::report
