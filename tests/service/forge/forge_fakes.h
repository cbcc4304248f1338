// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "service/forge/gitlab_client.h"

/// \file
/// What the tests of the client share: a server that answers as it was told and remembers what it
/// was asked, and a clock.

namespace headwater::forge {

class FakeHttp final : public HttpClient {
 public:
  Result<HttpReply> Call(const HttpCall& call) override {
    calls.push_back(call);
    if (replies.empty()) return Error{Errc::kInternal, "the test expects no such call"};
    Result<HttpReply> reply = std::move(replies.front());
    replies.pop_front();
    return reply;
  }

  void Answer(int status, std::string body, HttpHeaders headers = {}) {
    replies.emplace_back(HttpReply{status, std::move(headers), std::move(body)});
  }
  void Fail(Errc code) { replies.emplace_back(Error{code, "no answer"}); }

  std::deque<Result<HttpReply>> replies;
  std::vector<HttpCall> calls;
};

class FakeClock final : public Clock {
 public:
  WallTime Wall() const override { return wall; }
  SteadyTime Steady() const override { return steady; }

  WallTime wall{std::chrono::seconds(1'800'000'000)};
  SteadyTime steady{std::chrono::hours(1)};
};

class FakeToken final : public SecretFile {
 public:
  Result<std::vector<Secret>> Read() const override {
    if (gone) return Error{Errc::kInvalid, "the secret in /run/token cannot be read: gone"};
    return std::vector<Secret>{Secret("the-write-token"), Secret("the-next-token")};
  }

  bool gone = false;
};

inline const std::string kRoot = "https://git.example.org/gitlab/api/v4";
inline constexpr ProjectId kProject{17};
inline constexpr MailboxKey kMergeRequest{kProject, MergeRequestIid{4}};
inline const std::string kHeadHex = "352f7829a2384b001cc12b0c2613c756454a1f6a";
inline const CommitId kHead = *CommitId::FromHex(kHeadHex);

/// "ok", or the name of what the caller can do.
inline std::string Word(Errc code) {
  switch (code) {
    case Errc::kInvalid:
      return "invalid";
    case Errc::kNotFound:
      return "not found";
    case Errc::kDenied:
      return "denied";
    case Errc::kConflict:
      return "conflict";
    case Errc::kTransient:
      return "transient";
    case Errc::kAmbiguous:
      return "ambiguous";
    case Errc::kInternal:
      return "internal";
    case Errc::kContent:
      return "content";
  }
  return "";
}

template <typename T>
std::string Word(const Result<T>& result) {
  return result.ok() ? "ok" : Word(result.error().code);
}

class ClientTest : public testing::Test {
 protected:
  ClientTest()
      : client_({.base_url = "https://git.example.org/gitlab/", .status_name = "headwater"}, http_,
                token_, clock_) {}

  /// "POST /projects/17/notes body=x" of the call with that number, from 0.
  std::string Asked(size_t index) const {
    if (index >= http_.calls.size()) return "nothing";
    const HttpCall& call = http_.calls[index];
    std::string text = call.method + ' ';
    text += call.url.starts_with(kRoot) ? call.url.substr(kRoot.size()) : "elsewhere: " + call.url;
    if (!call.body.empty()) text += ' ' + call.body;
    return text;
  }

  FakeHttp http_;
  FakeClock clock_;
  FakeToken token_;
  GitlabClient client_;
};

}  // namespace headwater::forge
