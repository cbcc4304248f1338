// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/evaluation_json.h"

#include "service/report/json.h"

namespace headwater::report {
namespace {

std::string_view Word(bool value) { return value ? "true" : "false"; }

}  // namespace

std::string RenderEvaluation(const Report& report, const Confinement& confinement) {
  std::string answer = R"({"schema": "headwater.evaluate/1", "sandbox": {"landlock": )";
  answer += Word(confinement.landlock);
  answer += R"(, "seccomp": )";
  answer += Word(confinement.seccomp);
  answer += R"(}, "missing": [)";
  for (const BlobId& id : report.missing) {
    if (!answer.ends_with('[')) answer += ", ";
    answer += '"' + id.Hex() + '"';
  }
  answer += R"(], "damaged": )";
  answer += Word(report.damaged);
  // The report is a JSON document of its own, and stands here as one value.
  answer += R"(, "report": )" + RenderRecord(report);
  answer += "}\n";
  return answer;
}

}  // namespace headwater::report
