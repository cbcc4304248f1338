// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/server.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <functional>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/http/raw_client.h"

namespace headwater::http {
namespace {

using namespace std::chrono_literals;

/// Answers with method, path and body; lets a test say something else.
class Echo final : public HttpHandler {
 public:
  std::function<std::optional<HttpResponse>(const HttpRequest&)> screen;
  std::function<HttpResponse(const HttpRequest&)> handle;

  std::optional<HttpResponse> Screen(const HttpRequest& head) override {
    return screen ? screen(head) : std::nullopt;
  }
  HttpResponse Handle(const HttpRequest& request) override {
    if (handle) return handle(request);
    HttpResponse response;
    response.body = request.method + ' ' + request.path + ' ' + request.body;
    response.authenticated = FindHeader(request.headers, "X-Gitlab-Token") == "good";
    return response;
  }
};

Server Start(HttpHandler& handler, const ListenerOptions& options = {}) {
  Result<Server> server = Server::Listen(options, handler);
  EXPECT_TRUE(server.ok()) << (server.ok() ? "" : server.error().message);
  return std::move(server).value();
}

std::string Post(const std::string& body, const std::string& headers = "") {
  return "POST /p HTTP/1.1\r\nHost: h\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
const std::string kGet = "GET /g HTTP/1.1\r\nHost: h\r\n\r\n";
const std::string kLastGet = "GET /g HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

bool Has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// The body of the only answer a connection of its own got.
std::string Ask(const Server& server, const std::string& request) {
  RawClient client(server.port());
  client.Say(request);
  return client.HearAnswer();
}

TEST(ServerTest, AnswersRequestsOneAfterTheOtherOnOneConnection) {
  Echo echo;
  const Server server = Start(echo);
  RawClient client(server.port());
  for (int i = 0; i < 3; ++i) {
    const std::string body = "body " + std::to_string(i);
    client.Say(Post(body));
    const std::string answer = client.HearAnswer();
    EXPECT_EQ(200, RawClient::StatusOf(answer));
    EXPECT_TRUE(answer.ends_with("\r\n\r\nPOST /p " + body)) << answer;
    EXPECT_TRUE(Has(answer, "X-Content-Type-Options: nosniff\r\n"));
    EXPECT_TRUE(Has(answer, " GMT\r\n"));
    EXPECT_FALSE(Has(answer, "Connection: close"));
  }
  EXPECT_EQ(1U, server.Stats().connections);
  EXPECT_EQ(3U, server.Stats().requests);
}

TEST(ServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
  Echo echo;
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say("HEAD /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  const std::string answer = client.HearAll().value_or("never closed");
  EXPECT_TRUE(Has(answer, "Content-Length: 8\r\n")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(ServerTest, ClosesWhereTheSenderWantsItAndForHttp10) {
  Echo echo;
  const Server server = Start(echo);
  for (const std::string& request : {kLastGet, std::string("GET / HTTP/1.0\r\n\r\n")}) {
    RawClient client(server.port());
    client.Say(request);
    const std::string answer = client.HearAll().value_or("never closed");
    EXPECT_EQ(200, RawClient::StatusOf(answer)) << answer;
    EXPECT_TRUE(Has(answer, "Connection: close\r\n"));
  }
}

TEST(ServerTest, TakesABodyThatComesInManyPieces) {
  Echo echo;
  const Server server = Start(echo);
  const std::string request = Post("0123456789");
  RawClient client(server.port());
  for (const char c : request) client.Say({&c, 1});
  EXPECT_TRUE(client.HearAnswer().ends_with("POST /p 0123456789"));
}

TEST(ServerTest, SendsAnAnswerThatIsLargerThanTheSocketsBuffer) {
  constexpr size_t kBytes = size_t{16} << 20U;
  Echo echo;
  echo.handle = [](const HttpRequest&) {
    HttpResponse response;
    response.body.assign(kBytes, 'x');
    return response;
  };
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(kLastGet);
  const std::string answer = client.HearAll().value_or("never closed");
  EXPECT_GT(answer.size(), kBytes);
}

TEST(ServerTest, RefusesAndClosesWithoutAskingTheHandler) {
  struct Case {
    int status;
    std::string request;
  };
  const Case cases[] = {
      {400, "GET / HTTP/1.1\nHost: h\n\n"},
      {400, "GET / HTTP/1.1\r\n\r\n"},
      {400, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: abc\r\n\r\n"},
      {400,
       "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {405, "DELETE / HTTP/1.1\r\nHost: h\r\n\r\n"},
      {411, "POST / HTTP/1.1\r\nHost: h\r\n\r\n"},
      {413, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n"},
      {415, "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\n"},
      {431, "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(20'000, 'x')},
      {501, "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"},
  };
  Echo echo;
  const Server server = Start(echo);
  for (const Case& c : cases) {
    RawClient client(server.port());
    client.Say(c.request);
    const std::string answer = client.HearAll().value_or("never closed");
    EXPECT_EQ(c.status, RawClient::StatusOf(answer)) << c.request;
    EXPECT_TRUE(Has(answer, "Connection: close\r\n")) << c.request;
  }
  EXPECT_EQ(0U, server.Stats().requests);
}

TEST(ServerTest, AnAnswerFromScreenClosesAndTheBodyIsNeverARequest) {
  Echo echo;
  echo.screen = [](const HttpRequest& head) -> std::optional<HttpResponse> {
    EXPECT_TRUE(head.body.empty());
    HttpResponse denied;
    denied.status = 401;
    return denied;
  };
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(Post(kGet + kGet));
  const std::string answer = client.HearAll().value_or("never closed");
  EXPECT_EQ(401, RawClient::StatusOf(answer));
  EXPECT_EQ(std::string::npos, answer.find("HTTP/1.1", 1)) << answer;
  EXPECT_EQ(0U, server.Stats().requests);
}

TEST(ServerTest, TheSenderOfALargeBodySeesTheEarlyAnswer) {
  Echo echo;
  echo.screen = [](const HttpRequest&) {
    HttpResponse denied;
    denied.status = 401;
    return std::optional(denied);
  };
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(Post(std::string(size_t{4} << 20U, 'x')));
  EXPECT_EQ(401, RawClient::StatusOf(client.HearAnswer()));
}

TEST(ServerTest, LetsTheBodyComeWhenAskedAndOnlyAfterScreen) {
  Echo echo;
  const Server server = Start(echo);
  RawClient client(server.port());
  const std::string request = Post("abc", "Expect: 100-continue\r\n");
  client.Say(request.substr(0, request.size() - 3));
  EXPECT_EQ("HTTP/1.1 100 Continue\r\n\r\n", client.HearAnswer());
  client.Say("abc");
  EXPECT_TRUE(client.HearAnswer().ends_with("POST /p abc"));
}

TEST(ServerTest, WhatCameBehindARequestBeforeItsAnswerIsNotARequest) {
  Echo echo;
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(kGet + kGet);
  const std::string answer = client.HearAll().value_or("never closed");
  EXPECT_EQ(200, RawClient::StatusOf(answer));
  EXPECT_TRUE(Has(answer, "Connection: close\r\n"));
  EXPECT_EQ(std::string::npos, answer.find("HTTP/1.1", 1)) << answer;
}

TEST(ServerTest, ABodyThatEndsEarlyIsToldSo) {
  Echo echo;
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(Post("abc").substr(0, Post("abc").size() - 1));
  client.EndSaying();
  EXPECT_EQ(400, RawClient::StatusOf(client.HearAll().value_or("never closed")));
  EXPECT_EQ(0U, server.Stats().requests);
}

TEST(ServerTest, AHandlerThatThrowsCostsOneRequest) {
  Echo echo;
  echo.handle = [](const HttpRequest& request) -> HttpResponse {
    if (request.path == "/p") throw std::runtime_error("a bug");
    return {};
  };
  const Server server = Start(echo);
  RawClient client(server.port());
  client.Say(Post("x"));
  const std::string answer = client.HearAll().value_or("never closed");
  EXPECT_EQ(500, RawClient::StatusOf(answer));
  EXPECT_FALSE(Has(answer, "a bug"));
  EXPECT_EQ(200, RawClient::StatusOf(Ask(server, kGet)));
}

TEST(ServerTest, AScreenThatThrowsCostsOneRequest) {
  Echo echo;
  echo.screen = [](const HttpRequest& head) -> std::optional<HttpResponse> {
    if (head.path == "/p") throw std::runtime_error("a bug");
    return std::nullopt;
  };
  const Server server = Start(echo);
  EXPECT_EQ(500, RawClient::StatusOf(Ask(server, Post("x"))));
  EXPECT_EQ(200, RawClient::StatusOf(Ask(server, kGet)));
}

TEST(ServerTest, AnAnswerWithALineBreakInAHeaderIsNotSent) {
  Echo echo;
  echo.handle = [](const HttpRequest&) {
    HttpResponse response;
    response.headers = {{"Location", "/x\r\nSet-Cookie: a=b"}};
    return response;
  };
  const Server server = Start(echo);
  const std::string answer = Ask(server, kGet);
  EXPECT_EQ(500, RawClient::StatusOf(answer));
  EXPECT_FALSE(Has(answer, "Set-Cookie"));
}

TEST(ServerTest, ASlowHandlerHoldsUpNobodyElse) {
  Echo echo;
  std::latch release(1);
  echo.handle = [&](const HttpRequest& request) {
    if (request.path == "/p") release.wait();
    return HttpResponse();
  };
  ListenerOptions options;
  options.threads = 2;
  const Server server = Start(echo, options);
  RawClient slow(server.port());
  slow.Say(Post("x"));
  EXPECT_EQ(200, RawClient::StatusOf(Ask(server, kGet)));
  release.count_down();
  EXPECT_EQ(200, RawClient::StatusOf(slow.HearAnswer()));
}

TEST(ServerTest, ASenderThatHangsUpWhileItsRequestIsHandledDoesNoHarm) {
  Echo echo;
  std::latch handling(1);
  std::latch release(1);
  echo.handle = [&](const HttpRequest& request) {
    if (request.path == "/p") {
      handling.count_down();
      release.wait();
    }
    return HttpResponse();
  };
  Server server = Start(echo);
  {
    RawClient client(server.port());
    client.Say(Post("x"));
    handling.wait();
  }
  EXPECT_EQ(200, RawClient::StatusOf(Ask(server, kGet)));
  release.count_down();
  EXPECT_TRUE(server.Stop(10s));
  EXPECT_EQ(0U, server.Stats().open);
}

TEST(ServerTest, ASlowHeadAndASlowBodyEndAtTheirDeadlineHoweverTheyDrip) {
  Echo echo;
  ListenerOptions options;
  options.deadlines.head = 50ms;
  options.deadlines.body = 50ms;
  options.limits.head_bytes = size_t{64} << 20U;  // so that nothing but the time is too much
  const Server server = Start(echo, options);
  for (const std::string& begin :
       {kGet.substr(0, 20), Post(std::string(size_t{20} << 20U, 'x')).substr(0, 70)}) {
    RawClient client(server.port());
    client.Say(begin);
    // A byte at a time, until the server has had enough: never if each byte bought more time.
    std::thread drip([&] {
      while (client.Say("x")) std::this_thread::yield();
    });
    EXPECT_EQ(408, RawClient::StatusOf(client.HearAnswer())) << begin;
    client.EndSaying();
    drip.join();
  }
  EXPECT_EQ(2U, server.Stats().expired);
}

TEST(ServerTest, AConnectionThatNeverAsksIsClosedWithoutAWord) {
  Echo echo;
  ListenerOptions options;
  options.deadlines.head = 20ms;
  options.deadlines.idle = 20ms;
  const Server server = Start(echo, options);
  RawClient silent(server.port());
  EXPECT_EQ("", silent.HearAll());
  RawClient kept(server.port());
  kept.Say(kGet);
  EXPECT_EQ(200, RawClient::StatusOf(kept.HearAnswer()));
  EXPECT_EQ("", kept.HearAll());
}

TEST(ServerTest, AReceiverThatDoesNotReadIsGivenUp) {
  Echo echo;
  echo.handle = [](const HttpRequest&) {
    HttpResponse response;
    response.body.assign(size_t{64} << 20U, 'x');
    return response;
  };
  ListenerOptions options;
  options.deadlines.write = 50ms;
  options.deadlines.idle = 10ms;
  Server server = Start(echo, options);
  RawClient client(server.port());
  client.Say(kGet);
  // The drain waits for the answer, and the answer for its deadline only.
  while (server.Stats().requests == 0) std::this_thread::yield();
  EXPECT_TRUE(server.Stop(20s));
  EXPECT_EQ(1U, server.Stats().expired);
}

TEST(ServerTest, AnswersBusyWhenTheBodiesInFlightAreTooMuchAndRecovers) {
  Echo echo;
  ListenerOptions options;
  options.bodies_in_flight = 1000;
  const Server server = Start(echo, options);
  RawClient first(server.port());
  const std::string large = Post(std::string(900, 'x'));
  first.Say(large.substr(0, large.size() - 1));
  // The first has been read once somebody else is refused for it.
  std::string answer;
  do {
    answer = Ask(server, Post(std::string(200, 'y')));
  } while (RawClient::StatusOf(answer) == 200);
  EXPECT_EQ(503, RawClient::StatusOf(answer));
  first.Say("x");
  EXPECT_EQ(200, RawClient::StatusOf(first.HearAnswer()));
  EXPECT_EQ(200, RawClient::StatusOf(Ask(server, Post(std::string(200, 'y')))));
}

TEST(ServerTest, AStrangerMakesRoomByItsOwnOldestConnectionAndDisturbsNobodyElse) {
  Echo echo;
  ListenerOptions options;
  options.connections.per_source = 2;
  const Server server = Start(echo, options);
  RawClient other(server.port(), "127.0.0.2");
  other.Say(kGet);
  EXPECT_EQ(200, RawClient::StatusOf(other.HearAnswer()));
  RawClient oldest(server.port(), "127.0.0.3");
  while (server.Stats().connections < 2) std::this_thread::yield();
  RawClient second(server.port(), "127.0.0.3");
  RawClient third(server.port(), "127.0.0.3");
  EXPECT_EQ("", oldest.HearAll());
  third.Say(kGet);
  EXPECT_EQ(200, RawClient::StatusOf(third.HearAnswer()));
  other.Say(kGet);
  EXPECT_EQ(200, RawClient::StatusOf(other.HearAnswer()));
  EXPECT_EQ(1U, server.Stats().shed);
}

TEST(ServerTest, ASourceThatHasAuthenticatedMayHoldMoreThanAStranger) {
  Echo echo;
  ListenerOptions options;
  options.connections.per_source = 1;
  const Server server = Start(echo, options);
  RawClient genuine(server.port());
  genuine.Say(Post("x", "X-Gitlab-Token: good\r\n"));
  EXPECT_EQ(200, RawClient::StatusOf(genuine.HearAnswer()));
  RawClient second(server.port());
  RawClient third(server.port());
  for (RawClient* client : {&genuine, &second, &third}) {
    client->Say(kGet);
    EXPECT_EQ(200, RawClient::StatusOf(client->HearAnswer()));
  }
  EXPECT_EQ(0U, server.Stats().shed);
}

TEST(ServerTest, AFloodOfIdleAndDrippingConnectionsLeavesGenuineRequestsWorking) {
  Echo echo;
  ListenerOptions options;
  options.connections.connections = 64;
  const Server server = Start(echo, options);
  std::vector<RawClient> flood;
  for (int i = 0; i < 200; ++i) {
    flood.emplace_back(server.port(), i % 2 == 0 ? "127.0.0.2" : "127.0.0.3");
    if (i % 3 == 0) flood.back().Say("GET /");
    if (i % 10 == 0) {
      EXPECT_EQ(200, RawClient::StatusOf(Ask(server, Post("genuine"))));
    }
  }
  EXPECT_LE(server.Stats().open, 64U);
}

TEST(ServerTest, WhenDescriptorsRunOutAnIdleConnectionMakesRoom) {
  Echo echo;
  const Server server = Start(echo);
  RawClient idle(server.port());
  idle.Say(kGet);
  EXPECT_EQ(200, RawClient::StatusOf(idle.HearAnswer()));
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  // One descriptor more may be opened: the next client's. The lowest free one comes first.
  const int lowest_free = dup(0);
  close(lowest_free);
  rlimit tight = before;
  tight.rlim_cur = static_cast<rlim_t>(lowest_free) + 1;
  setrlimit(RLIMIT_NOFILE, &tight);
  RawClient client(server.port());
  client.Say(kGet);
  const std::string answer = client.HearAnswer();
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(200, RawClient::StatusOf(answer));
  EXPECT_EQ("", idle.HearAll());
  EXPECT_EQ(1U, server.Stats().shed);
}

TEST(ServerTest, ThePeerIsTheSocketsUnlessAConfiguredProxySpeaks) {
  Echo echo;
  echo.handle = [](const HttpRequest& request) {
    HttpResponse response;
    response.body = "<" + request.peer + ">";
    return response;
  };
  ListenerOptions options;
  options.trusted_proxies = {"127.0.0.8/30"};
  options.proxy_header = "X-Forwarded-For";
  const Server server = Start(echo, options);
  struct Case {
    const char* from;
    std::string headers;
    std::string peer;
  };
  const Case cases[] = {
      {"127.0.0.1", "", "<127.0.0.1>"},
      {"127.0.0.1", "X-Forwarded-For: 198.51.100.7\r\n", "<127.0.0.1>"},
      {"127.0.0.9", "X-Forwarded-For: 198.51.100.7\r\n", "<198.51.100.7>"},
      {"127.0.0.9", "x-forwarded-for: 2001:db8::1\r\n", "<2001:db8::1>"},
      {"127.0.0.9", "X-Forwarded-For: 1.1.1.1, 198.51.100.7\r\n", "<198.51.100.7>"},
      {"127.0.0.9", "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 198.51.100.7\r\n",
       "<198.51.100.7>"},
      {"127.0.0.9", "X-Forwarded-For: unknown\r\n", "<127.0.0.9>"},
      {"127.0.0.9", "Forwarded: for=198.51.100.7\r\nX-Real-IP: 1.1.1.1\r\n", "<127.0.0.9>"},
      {"127.0.0.9", "REMOTE_ADDR: 1.1.1.1\r\n", "<127.0.0.9>"},
  };
  for (const Case& c : cases) {
    RawClient client(server.port(), c.from);
    client.Say("GET / HTTP/1.1\r\nHost: h\r\n" + c.headers + "\r\n");
    EXPECT_TRUE(client.HearAnswer().ends_with(c.peer)) << c.from << ' ' << c.headers;
  }
}

TEST(ServerTest, ADrainAnswersWhatIsOnItsWayAndClosesTheRest) {
  Echo echo;
  std::latch handling(1);
  std::latch release(1);
  echo.handle = [&](const HttpRequest&) {
    handling.count_down();
    release.wait();
    return HttpResponse();
  };
  Server server = Start(echo);
  RawClient idle(server.port());
  RawClient busy(server.port());
  busy.Say(Post("x"));
  handling.wait();
  std::jthread stopping([&] { EXPECT_TRUE(server.Stop(20s)); });
  EXPECT_EQ("", idle.HearAll());
  EXPECT_FALSE(RawClient(server.port()).is_connected());
  release.count_down();
  EXPECT_EQ(200, RawClient::StatusOf(busy.HearAll().value_or("never closed")));
  busy.HangUp();
}

TEST(ServerTest, ADrainThatRunsOutOfTimeSaysSoAndCuts) {
  Echo echo;
  std::latch handling(1);
  std::latch release(1);
  echo.handle = [&](const HttpRequest&) {
    handling.count_down();
    release.wait();
    return HttpResponse();
  };
  Server server = Start(echo);
  RawClient client(server.port());
  client.Say(kGet);
  handling.wait();
  EXPECT_FALSE(server.Stop(10ms));
  EXPECT_EQ("", client.HearAll());
  release.count_down();
}

TEST(ServerTest, RefusesOptionsThatMakeNoSense) {
  Echo echo;
  ListenerOptions options;
  options.address = "localhost";
  EXPECT_EQ(Errc::kInvalid, Server::Listen(options, echo).error().code);
  options = {};
  options.trusted_proxies = {"10.0.0.1/8"};
  EXPECT_EQ(Errc::kInvalid, Server::Listen(options, echo).error().code);
  options = {};
  options.threads = 0;
  EXPECT_EQ(Errc::kInvalid, Server::Listen(options, echo).error().code);
  const Server server = Start(echo);
  options = {};
  options.port = server.port();
  EXPECT_EQ(Errc::kConflict, Server::Listen(options, echo).error().code);
}

}  // namespace
}  // namespace headwater::http
