// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/http/scripted_server.h"

namespace headwater::http {
namespace {

using namespace std::chrono_literals;
using Answer = ScriptedServer::Answer;

std::unique_ptr<HttpClient> Client(const ClientOptions& options = {}) {
  Result<std::unique_ptr<HttpClient>> client = MakeClient(options);
  EXPECT_TRUE(client.ok()) << (client.ok() ? "" : client.error().message);
  return std::move(client).value();
}

ScriptedServer::Script Always(std::string bytes, bool cuts = false) {
  return [bytes = std::move(bytes), cuts](const std::string&) { return Answer{bytes, cuts}; };
}

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

HttpCall Get(const std::string& url) {
  HttpCall call;
  call.url = url;
  return call;
}

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The code of a call that must fail.
Errc CodeOf(const Result<HttpReply>& reply) {
  EXPECT_FALSE(reply.ok());
  return reply.ok() ? Errc::kNotFound : reply.error().code;
}

TEST(ClientTest, SendsWhatItIsGivenAndNothingThatItIsNot) {
  ScriptedServer server(Always(kOk));
  HttpCall call = Get(server.Url("/api/v4/projects/a%2Fb/../x?q=1%202"));
  call.method = "POST";
  call.headers = {{"PRIVATE-TOKEN", "secret"}, {"Empty", ""}};
  call.body = "a=1";
  const auto reply = Client()->Call(call);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(200, reply.value().status);
  EXPECT_EQ("ok", reply.value().body);
  ASSERT_EQ(1U, server.requests().size());
  const std::string sent = server.requests()[0];
  EXPECT_TRUE(sent.starts_with("POST /api/v4/projects/a%2Fb/../x?q=1%202 HTTP/1.1\r\n")) << sent;
  EXPECT_TRUE(sent.ends_with("\r\n\r\na=1"));
  for (const char* part : {"\r\nPRIVATE-TOKEN: secret\r\n", "\r\nEmpty:", "Content-Length: 3\r\n",
                           "\r\nUser-Agent: Headwater/0."}) {
    EXPECT_TRUE(Has(sent, part)) << part << " in " << sent;
  }
  for (const char* part :
       {"Accept-Encoding", "Expect", "Content-Type", "Cookie", "Authorization"}) {
    EXPECT_FALSE(Has(sent, part)) << part << " in " << sent;
  }
}

TEST(ClientTest, SendsEachMethodAsItIs) {
  ScriptedServer server([](const std::string& request) {
    return Answer{"HTTP/1.1 204 No Content\r\n" +
                  std::string(request.starts_with("HEAD") ? "Content-Length: 9\r\n\r\n" : "\r\n")};
  });
  const auto client = Client();
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "DELETE"}) {
    HttpCall call = Get(server.Url("/"));
    call.method = method;
    const auto reply = client->Call(call);
    ASSERT_TRUE(reply.ok()) << method << reply.error().message;
    EXPECT_TRUE(server.requests().back().starts_with(std::string(method) + " / ")) << method;
  }
}

TEST(ClientTest, GivesTheHeadersOfTheFinalAnswerOnly) {
  ScriptedServer server(
      Always("HTTP/1.1 100 Continue\r\nEarly: 1\r\n\r\nHTTP/1.1 404 Not Found\r\n"
             "RateLimit-Remaining:  7 \r\nLink: <x>\r\nContent-Length: 0\r\n\r\n"));
  const auto reply = Client()->Call(Get(server.Url("/")));
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(404, reply.value().status);
  EXPECT_EQ("7", FindHeader(reply.value().headers, "ratelimit-remaining"));
  EXPECT_EQ(std::nullopt, FindHeader(reply.value().headers, "early"));
}

TEST(ClientTest, ARedirectIsAReplyAndNoCredentialReachesTheOtherServer) {
  ScriptedServer other(Always(kOk));
  for (const char* status : {"301", "302", "303", "307", "308"}) {
    ScriptedServer server(Always(std::string("HTTP/1.1 ") + status + " Moved\r\nLocation: " +
                                 other.Url("/") + "\r\nContent-Length: 0\r\n\r\n"));
    HttpCall call = Get(server.Url("/"));
    call.headers = {{"PRIVATE-TOKEN", "secret"}, {"Authorization", "Bearer secret"}};
    const auto reply = Client()->Call(call);
    ASSERT_TRUE(reply.ok());
    EXPECT_EQ(std::stoi(status), reply.value().status);
  }
  EXPECT_TRUE(other.requests().empty());
}

TEST(ClientTest, ForgetsWhatOneCallSentBeforeTheNext) {
  ScriptedServer server(Always(kOk));
  const auto client = Client();
  HttpCall call = Get(server.Url("/"));
  call.headers = {{"PRIVATE-TOKEN", "secret"}};
  ASSERT_TRUE(client->Call(call).ok());
  ASSERT_TRUE(client->Call(Get(server.Url("/"))).ok());
  EXPECT_FALSE(Has(server.requests()[1], "secret"));
}

TEST(ClientTest, AWriteIsNeverSentTwiceByItself) {
  // The server takes a request on a kept connection and cuts it without an answer, as one that dies
  // does. libcurl repeats such a request unless it is told not to.
  ScriptedServer server([](const std::string& request) {
    if (request.starts_with("GET")) return Answer{kOk};
    return Answer{"", /*cuts=*/true};
  });
  const auto client = Client();
  ASSERT_TRUE(client->Call(Get(server.Url("/"))).ok());
  HttpCall write = Get(server.Url("/"));
  write.method = "POST";
  EXPECT_EQ(Errc::kAmbiguous, CodeOf(client->Call(write)));
  EXPECT_EQ(2U, server.requests().size());
}

TEST(ClientTest, AnswersThatDoNotComeWholeAreAmbiguous) {
  const std::string cut[] = {
      "",
      "HTTP/1.1 200 O",
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
      "nonsense\r\n\r\n",
  };
  for (const std::string& bytes : cut) {
    ScriptedServer server(Always(bytes, /*cuts=*/true));
    EXPECT_EQ(Errc::kAmbiguous, CodeOf(Client()->Call(Get(server.Url("/"))))) << bytes;
  }
}

TEST(ClientTest, ABodyMayBeAsLargeAsAllowedAndNotLarger) {
  const std::string hundred(100, 'x');
  for (const std::string& bytes : {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + hundred,
                                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n" +
                                       hundred + "\r\n0\r\n\r\n"}) {
    ScriptedServer server(Always(bytes));
    HttpCall call = Get(server.Url("/"));
    call.max_body_bytes = 100;
    EXPECT_TRUE(Client()->Call(call).ok());
    call.max_body_bytes = 99;
    EXPECT_EQ(Errc::kContent, CodeOf(Client()->Call(call)));
    // Whether a writing call was carried out is not known.
    call.method = "PUT";
    EXPECT_EQ(Errc::kAmbiguous, CodeOf(Client()->Call(call)));
    call.only_asks = true;
    EXPECT_EQ(Errc::kContent, CodeOf(Client()->Call(call)));
  }
}

TEST(ClientTest, HeadersWithoutEndAreCutOff) {
  std::string endless = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 3'000; ++i) endless += "X-Header-Of-Some-Length: and a value\r\n";
  ScriptedServer server(Always(endless + "\r\n", /*cuts=*/true));
  const auto reply = Client()->Call(Get(server.Url("/")));
  EXPECT_EQ(Errc::kContent, CodeOf(reply));
  EXPECT_TRUE(Has(reply.error().message, "larger than it may be")) << reply.error().message;
}

TEST(ClientTest, ADeadlineEndsACallThatWasSent) {
  ScriptedServer server(Always("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\no"));
  HttpCall call = Get(server.Url("/"));
  call.deadline = 50ms;
  EXPECT_EQ(Errc::kAmbiguous, CodeOf(Client()->Call(call)));
}

TEST(ClientTest, AStopBreaksOffACallLongBeforeItsDeadline) {
  std::stop_source stop;
  ScriptedServer server([&](const std::string&) {
    stop.request_stop();
    return Answer{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\no", false};
  });
  HttpCall call = Get(server.Url("/"));
  call.deadline = 60s;
  ClientOptions options;
  options.stop = stop.get_token();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(Errc::kAmbiguous, CodeOf(Client(options)->Call(call))) << "it had been sent";
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST(ClientTest, WhatWasNeverSentIsTransient) {
  uint16_t closed_port = 0;
  {
    const Listening listening = ListenOn("127.0.0.1", 0).value();
    closed_port = listening.port;
  }
  const std::string refused = "http://127.0.0.1:" + std::to_string(closed_port) + "/";
  EXPECT_EQ(Errc::kTransient, CodeOf(Client()->Call(Get(refused))));
  EXPECT_EQ(Errc::kTransient, CodeOf(Client()->Call(Get("http://a..b/"))));
  // A server that speaks no TLS.
  ScriptedServer server(Always("HTTP/1.1 400 Bad Request\r\n\r\n", /*cuts=*/true));
  HttpCall call = Get("https" + server.Url("/").substr(4));
  call.deadline = 100ms;
  EXPECT_EQ(Errc::kTransient, CodeOf(Client()->Call(call)));
}

TEST(ClientTest, RefusesWhatCannotBeCalled) {
  const auto client = Client();
  for (const char* url :
       {"", "/path", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://user@127.0.0.1/",
        "http://user:secret@127.0.0.1/", "http://127.0.0.1:99999/", "http://a b/"}) {
    EXPECT_EQ(Errc::kInvalid, CodeOf(client->Call(Get(url)))) << url;
  }
  ScriptedServer server(Always(kOk));
  HttpCall call = Get(server.Url("/"));
  call.headers = {{"X", "a\r\nY: b"}};
  EXPECT_EQ(Errc::kInvalid, CodeOf(client->Call(call)));
  call.headers = {{"X\r\nY", "b"}};
  EXPECT_EQ(Errc::kInvalid, CodeOf(client->Call(call)));
  call = Get(server.Url("/"));
  call.method = "GET /x HTTP/1.1\r\nX:";
  EXPECT_EQ(Errc::kInvalid, CodeOf(client->Call(call)));
  EXPECT_TRUE(server.requests().empty());
}

TEST(ClientTest, NoMessageHoldsAHeaderOrAQuery) {
  ScriptedServer server(Always("", /*cuts=*/true));
  HttpCall call = Get(server.Url("/path?private_token=secret"));
  call.headers = {{"PRIVATE-TOKEN", "secret"}};
  std::vector<std::string> messages = {Client()->Call(call).error().message};
  call.url = "http://127.0.0.1:1/path?private_token=secret";
  messages.push_back(Client()->Call(call).error().message);
  call.url = "http://user:secret@127.0.0.1/";
  messages.push_back(Client()->Call(call).error().message);
  call.url = "secret";
  messages.push_back(Client()->Call(call).error().message);
  for (const std::string& message : messages) EXPECT_FALSE(Has(message, "secret")) << message;
  EXPECT_TRUE(Has(messages[1], "GET http://127.0.0.1:1/path: ")) << messages[1];
}

TEST(ClientTest, UsesTheConfiguredProxyButForWhatIsExcepted) {
  ScriptedServer proxy(Always(kOk));
  ScriptedServer server(Always(kOk));
  ClientOptions options;
  options.proxy = proxy.Url("");
  ASSERT_TRUE(Client(options)->Call(Get("http://gitlab.example.org/x")).ok());
  ASSERT_EQ(1U, proxy.requests().size());
  EXPECT_TRUE(proxy.requests()[0].starts_with("GET http://gitlab.example.org/x HTTP/1.1\r\n"));
  options.no_proxy = "example.org,127.0.0.1";
  ASSERT_TRUE(Client(options)->Call(Get(server.Url("/"))).ok());
  EXPECT_EQ(1U, proxy.requests().size());
  EXPECT_EQ(1U, server.requests().size());
}

TEST(ClientTest, TellsTheProxyNothingOfACallThroughATunnel) {
  ScriptedServer proxy(Always("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
  ClientOptions options;
  options.proxy = proxy.Url("");
  HttpCall call = Get("https://gitlab.example.org/x?y");
  call.headers = {{"PRIVATE-TOKEN", "secret"}};
  EXPECT_EQ(Errc::kTransient, CodeOf(Client(options)->Call(call)));
  ASSERT_EQ(1U, proxy.requests().size());
  EXPECT_TRUE(proxy.requests()[0].starts_with("CONNECT gitlab.example.org:443 HTTP/1.1\r\n"));
  EXPECT_FALSE(Has(proxy.requests()[0], "secret"));
}

TEST(ClientTest, TakesNoProxyFromTheEnvironment) {
  ScriptedServer proxy(Always(kOk));
  ScriptedServer server(Always(kOk));
  setenv("http_proxy", proxy.Url("").c_str(), 1);
  setenv("ALL_PROXY", proxy.Url("").c_str(), 1);
  EXPECT_TRUE(Client()->Call(Get(server.Url("/"))).ok());
  setenv("NO_PROXY", "*", 1);
  ClientOptions options;
  options.proxy = proxy.Url("");
  EXPECT_TRUE(Client(options)->Call(Get(server.Url("/"))).ok());
  for (const char* name : {"http_proxy", "ALL_PROXY", "NO_PROXY"}) unsetenv(name);
  EXPECT_EQ(1U, server.requests().size());
  EXPECT_EQ(1U, proxy.requests().size());
}

TEST(ClientTest, ServesManyThreadsAtOnce) {
  ScriptedServer server(Always(kOk, /*cuts=*/true));
  const auto client = Client();
  std::atomic<int> answered{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 8; ++j) answered += client->Call(Get(server.Url("/"))).ok() ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(64, answered);
}

TEST(ClientTest, RefusesOptionsThatMakeNoSense) {
  EXPECT_EQ(Errc::kInvalid,
            MakeClient({.ca_file = "/nonexistent", .proxy = "", .no_proxy = ""}).error().code);
  EXPECT_EQ(Errc::kInvalid,
            MakeClient({.ca_file = "/etc/hostname", .proxy = "", .no_proxy = ""}).error().code);
  EXPECT_EQ(
      Errc::kInvalid,
      MakeClient({.ca_file = "", .proxy = "socks5://127.0.0.1:1", .no_proxy = ""}).error().code);
  EXPECT_EQ(
      Errc::kInvalid,
      MakeClient({.ca_file = "", .proxy = "proxy.example.org:3128", .no_proxy = ""}).error().code);
}

}  // namespace
}  // namespace headwater::http
