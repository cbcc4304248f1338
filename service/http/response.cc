// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/response.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "headwater/log.h"
#include "service/http/text.h"

namespace headwater::http {
namespace {

constexpr int kFirstFinalStatus = 200;
constexpr int kLastStatus = 599;
constexpr int kNoContent = 204;
constexpr int kMethodNotAllowed = 405;
constexpr int kNotModified = 304;
constexpr int kInternalError = 500;
constexpr unsigned char kFirstPrintable = 0x20;
constexpr unsigned char kDelete = 0x7F;

struct Phrase {
  int status;
  std::string_view text;
};
/// RFC 9110 section 15. A phrase means nothing to a program, so the others have none.
constexpr std::array kPhrases = {
    Phrase{200, "OK"},
    Phrase{202, "Accepted"},
    Phrase{204, "No Content"},
    Phrase{304, "Not Modified"},
    Phrase{400, "Bad Request"},
    Phrase{401, "Unauthorized"},
    Phrase{403, "Forbidden"},
    Phrase{404, "Not Found"},
    Phrase{405, "Method Not Allowed"},
    Phrase{408, "Request Timeout"},
    Phrase{411, "Length Required"},
    Phrase{413, "Content Too Large"},
    Phrase{414, "URI Too Long"},
    Phrase{415, "Unsupported Media Type"},
    Phrase{417, "Expectation Failed"},
    Phrase{429, "Too Many Requests"},
    Phrase{431, "Request Header Fields Too Large"},
    Phrase{500, "Internal Server Error"},
    Phrase{501, "Not Implemented"},
    Phrase{503, "Service Unavailable"},
    Phrase{505, "HTTP Version Not Supported"},
};

std::string_view PhraseOf(int status) {
  const auto* const phrase = std::find_if(kPhrases.begin(), kPhrases.end(),
                                          [&](const Phrase& p) { return p.status == status; });
  return phrase == kPhrases.end() ? std::string_view() : phrase->text;
}

bool IsClean(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= kFirstPrintable && byte != kDelete;
  });
}

bool CanBeSent(const HttpResponse& response) {
  return response.status >= kFirstFinalStatus && response.status <= kLastStatus &&
         IsClean(response.content_type) &&
         std::all_of(response.headers.begin(), response.headers.end(),
                     [](const HttpHeader& h) { return IsToken(h.name) && IsClean(h.value); });
}

void AppendHeader(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

}  // namespace

std::string WriteAnswer(const HttpResponse& response, AnswerForm form, WallTime now) {
  if (!CanBeSent(response)) {
    Log(LogLevel::kError, "answer_cannot_be_sent");
    HttpResponse failure;
    failure.status = kInternalError;
    return WriteAnswer(failure, form, now);
  }
  constexpr size_t kHeadBytes = 512;  // a guess that saves growing
  std::string out;
  out.reserve(kHeadBytes + response.body.size());
  out = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  out += PhraseOf(response.status);
  out += "\r\n";
  AppendHeader(out, "Date", HttpDate(now));
  // These two have no body, so they tell no length of one (RFC 9110 section 8.6).
  const bool has_body = response.status != kNoContent && response.status != kNotModified;
  if (has_body) {
    AppendHeader(out, "Content-Type", response.content_type);
    AppendHeader(out, "Content-Length", std::to_string(response.body.size()));
  }
  AppendHeader(out, "X-Content-Type-Options", "nosniff");
  for (const HttpHeader& header : response.headers) AppendHeader(out, header.name, header.value);
  if (form.closes) AppendHeader(out, "Connection", "close");
  out += "\r\n";
  if (has_body && !form.head_only) out += response.body;
  return out;
}

HttpResponse ToResponse(const Refusal& refusal) {
  HttpResponse response;
  response.status = refusal.status;
  response.body = std::string(refusal.reason.view()) + '\n';
  if (refusal.status == kMethodNotAllowed) response.headers = {{"Allow", "GET, HEAD, POST"}};
  return response;
}

std::string HttpDate(WallTime time) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::array<char, 64> text{};
  (void)std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
      kDays.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(date.day()),
      kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace headwater::http
