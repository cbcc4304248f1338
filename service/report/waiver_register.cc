// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/waiver_register.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "headwater/sink.h"
#include "service/report/dump.h"

namespace headwater::report {
namespace {

using Json = nlohmann::ordered_json;

std::string DayText(std::chrono::sys_days day) {
  constexpr size_t kDayLength = 10;  // 2026-11-21
  return FormatTime(WallTime(day)).substr(0, kDayLength);
}

Literal StateOf(const Waiver& waiver, std::chrono::sys_days today) {
  if (waiver.revoked_at) return "revoked";
  return waiver.until < today ? Literal("ended") : Literal("in-force");
}

std::string HeadOf(const Waiver& waiver) {
  return waiver.scope.head ? waiver.scope.head->Hex() : std::string();
}

Json TextOrNull(const std::string& text) {
  return text.empty() ? Json() : Json(ToValidUtf8(Untrusted(text)));
}

Json WaiverJson(const Waiver& waiver, std::chrono::sys_days today) {
  const WaiverScope& scope = waiver.scope;
  return {{"number", waiver.number},
          {"state", StateOf(waiver, today).view()},
          {"project", waiver.project.value},
          {"rule", ToValidUtf8(Untrusted(scope.rule))},
          {"path", TextOrNull(scope.path)},
          {"finding", TextOrNull(scope.fingerprint)},
          {"merge_request", scope.iid ? Json(scope.iid->value) : Json()},
          {"head", TextOrNull(HeadOf(waiver))},
          {"reason", NameOf(waiver.reason).view()},
          {"text", ToValidUtf8(waiver.text)},
          {"giver", waiver.giver.value},
          {"role", ToValidUtf8(Untrusted(waiver.role))},
          {"own", waiver.on_own},
          {"declared", waiver.declared},
          {"note", waiver.note.value},
          {"given", FormatTime(waiver.given_at)},
          {"until", DayText(waiver.until)},
          {"revoked", waiver.revoked_at ? Json(FormatTime(*waiver.revoked_at)) : Json()},
          {"revoked_by", waiver.revoked_at ? Json(waiver.revoked_by.value) : Json()}};
}

constexpr std::string_view kHeader =
    "number,state,project,rule,path,finding,merge_request,head,reason,text,giver,role,own,"
    "declared,note,given,until,revoked,revoked_by\r\n";

std::string Cell(std::string text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell = "\"";
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) cell += '\'';
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

std::string Cell(const Untrusted& text) { return Cell(Encode<Sink::kTerminal>(text)); }

std::string Word(bool value) { return value ? "true" : "false"; }

std::string CsvLine(const Waiver& waiver, std::chrono::sys_days today) {
  const WaiverScope& scope = waiver.scope;
  const std::vector<std::string> cells = {
      std::to_string(waiver.number),
      std::string(StateOf(waiver, today).view()),
      std::to_string(waiver.project.value),
      Cell(Untrusted(scope.rule)),
      Cell(Untrusted(scope.path)),
      Cell(Untrusted(scope.fingerprint)),
      scope.iid ? std::to_string(scope.iid->value) : "",
      HeadOf(waiver),
      std::string(NameOf(waiver.reason).view()),
      Cell(waiver.text),
      std::to_string(waiver.giver.value),
      Cell(Untrusted(waiver.role)),
      Word(waiver.on_own),
      Word(waiver.declared),
      std::to_string(waiver.note.value),
      FormatTime(waiver.given_at),
      DayText(waiver.until),
      waiver.revoked_at ? FormatTime(*waiver.revoked_at) : "",
      waiver.revoked_at ? std::to_string(waiver.revoked_by.value) : ""};
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + cell;
  return line + "\r\n";
}

}  // namespace

std::string RenderRegisterText(std::span<const Waiver> waivers, std::chrono::sys_days today) {
  std::string text;
  for (const Waiver& waiver : waivers) {
    const WaiverScope& scope = waiver.scope;
    Out<Sink::kTerminal> line;
    line << waiver.number << " " << StateOf(waiver, today) << " project " << waiver.project.value
         << ": " << Untrusted(scope.rule);
    if (!scope.path.empty()) line << " in " << Untrusted(scope.path);
    if (!scope.fingerprint.empty()) line << " finding " << Untrusted(scope.fingerprint);
    if (scope.iid) line << " in merge request " << scope.iid->value;
    if (scope.head) line << " at " << Untrusted(HeadOf(waiver));
    line << " until " << Untrusted(DayText(waiver.until)) << ", " << NameOf(waiver.reason)
         << ", by user " << waiver.giver.value << " (" << Untrusted(waiver.role) << ")";
    if (!waiver.text.empty()) line << ": " << waiver.text;
    text += line.text() + "\n";
  }
  return text;
}

std::string RenderRegisterJson(std::span<const Waiver> waivers, std::chrono::sys_days today) {
  Json all = Json::array();
  for (const Waiver& waiver : waivers) all.push_back(WaiverJson(waiver, today));
  return Dump({{"schema", "headwater.waivers/1"}, {"waivers", std::move(all)}});
}

std::string RenderRegisterCsv(std::span<const Waiver> waivers, std::chrono::sys_days today) {
  std::string text(kHeader);
  for (const Waiver& waiver : waivers) text += CsvLine(waiver, today);
  return text;
}

}  // namespace headwater::report
