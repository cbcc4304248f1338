// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace headwater::http {
namespace {

using State = RequestReader::State;
using namespace std::string_literals;

constexpr RequestLimits kLimits;

/// What became of a connection's bytes, fed in pieces of `step` bytes.
struct Outcome {
  std::vector<HttpRequest> requests;
  int refused = 0;  ///< Status.
  State state = State::kHead;

  std::string Text() const {
    std::string text;
    for (const HttpRequest& request : requests) {
      text += request.method + ' ' + request.path + '?' + request.query;
      for (const auto& header : request.headers) text += '|' + header.name + '=' + header.value;
      text += '|' + request.body + '\n';
    }
    return text + std::to_string(refused) + ' ' + std::to_string(static_cast<int>(state));
  }
};

Outcome ReadAll(std::string_view bytes, size_t step, const RequestLimits& limits = kLimits) {
  RequestReader reader(limits);
  Outcome outcome;
  while (true) {
    const size_t taken = reader.Feed(bytes.substr(0, step));
    bytes.remove_prefix(taken);
    if (reader.state() == State::kHeadRead) {
      reader.AcceptBody();
    } else if (reader.state() == State::kComplete) {
      outcome.requests.push_back(reader.Take());
    } else if (reader.state() == State::kRefused) {
      outcome.refused = reader.refusal().status;
      break;
    } else if (bytes.empty()) {
      break;
    }
  }
  outcome.state = reader.state();
  return outcome;
}

Outcome ReadAll(std::string_view bytes) { return ReadAll(bytes, bytes.size() + 1); }

std::string Get(const std::string& headers) { return "GET / HTTP/1.1\r\n" + headers + "\r\n"; }

std::string Post(const std::string& headers) {
  return "POST /hooks HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n";
}

TEST(RequestReaderTest, ReadsADeliveryAsItWasSent) {
  const Outcome outcome = ReadAll(
      "POST /hooks/gitlab?a=1&b=%2F HTTP/1.1\r\nHost: headwater.example.org:8080\r\n"
      "X-Gitlab-Event: Merge Request Hook\r\nX-Empty:\r\nX-Spaced: \t a \t \r\n"
      "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n{\r\n}");
  ASSERT_EQ(1U, outcome.requests.size());
  const HttpRequest& request = outcome.requests[0];
  EXPECT_EQ("POST", request.method);
  EXPECT_EQ("/hooks/gitlab", request.path);
  EXPECT_EQ("a=1&b=%2F", request.query);
  EXPECT_EQ("{\r\n}", request.body);
  EXPECT_EQ("Merge Request Hook", FindHeader(request.headers, "x-gitlab-event"));
  EXPECT_EQ("", FindHeader(request.headers, "X-Empty"));
  EXPECT_EQ("a", FindHeader(request.headers, "X-Spaced"));
  EXPECT_EQ(State::kHead, outcome.state);
}

TEST(RequestReaderTest, TakesWhatHonestClientsSend) {
  const std::string accepted[] = {
      Get("Host: h\r\n"),
      Get("Host: [2001:db8::1]:80\r\n"),
      Get("host:h\r\n"),
      Get("Host: h\r\nX: \xC3\xA4\r\n"),
      Get("Host: h\r\nAccept: a\r\nAccept: b\r\n"),
      Get("Host: h\r\nContent-Length: 0\r\n"),
      "HEAD /a//b/../c HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET /?? HTTP/1.1\r\nHost: h\r\n\r\n",
      "GET / HTTP/1.0\r\n\r\n",
      Post("Content-Length: 0\r\n"),
      Post("Content-Length: 3\r\nExpect: 100-Continue\r\n") + "abc",
  };
  for (const std::string& bytes : accepted) {
    const Outcome outcome = ReadAll(bytes);
    EXPECT_EQ(1U, outcome.requests.size()) << bytes;
    EXPECT_EQ(0, outcome.refused) << bytes;
  }
}

struct Refused {
  int status;
  std::string bytes;
};

std::vector<Refused> RefusedRequests() {
  const std::string host = "Host: h\r\n";
  const std::string get = "GET / HTTP/1.1\r\n";
  std::string many = host;
  for (size_t i = 0; i < kLimits.headers; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  return {
      // The request line.
      {400, "\r\n" + Get(host)},
      {400, "\n"},
      {400, "GET /\r\n"},
      {400, "GET  / HTTP/1.1\r\n"},
      {400, "GET / HTTP/1.1 \r\n"},
      {400, " GET / HTTP/1.1\r\n"},
      {400, "GET\t/\tHTTP/1.1\r\n"},
      {400, "G(T / HTTP/1.1\r\n"},
      {400, "GET / http/1.1\r\n"},
      {400, "GET / HTP/1.1\r\n"},
      {505, "GET / HTTP/1.2\r\n"},
      {505, "GET / HTTP/2.0\r\n"},
      {505, "PRI * HTTP/2.0\r\n"},
      {400, "GET / HTTP/1.1x\r\n"},
      {405, "PUT / HTTP/1.1\r\n"},
      {405, "OPTIONS * HTTP/1.1\r\n"},
      {405, "CONNECT h:443 HTTP/1.1\r\n"},
      {405, "TRACE / HTTP/1.1\r\n"},
      {405, "get / HTTP/1.1\r\n"},
      {400, "GET http://h/ HTTP/1.1\r\n"},
      {400, "GET * HTTP/1.1\r\n"},
      {400, "GET h HTTP/1.1\r\n"},
      {400, "GET /a#b HTTP/1.1\r\n"},
      {400, "GET /\x01 HTTP/1.1\r\n"},
      {400, "GET /\xC3\xA4 HTTP/1.1\r\n"},
      {400, "GET /a\0b HTTP/1.1\r\n"s},
      {414, "GET /" + std::string(kLimits.target_bytes, 'a') + " HTTP/1.1\r\n"},
      {400, "\x16\x03\x01\x02\n"},
      // Ends of lines.
      {400, "GET / HTTP/1.1\nHost: h\n\n"},
      {400, get + "Host: h\n"},
      {400, get + "Host: h\rX: y\r\n\r\n"},
      {400, get + "Host: h\r\r\n"},
      {400, get + "Host: h\r\n\n"},
      // Headers.
      {400, get + "Host : h\r\n"},
      {400, get + " Host: h\r\n"},
      {400, get + host + " folded\r\n"},
      {400, get + host + "\tfolded\r\n"},
      {400, get + ": value\r\n"},
      {400, get + "no colon\r\n"},
      {400, get + "X y: z\r\n"},
      {400, get + "X\xC3: z\r\n"},
      {400, get + "X: a\0b\r\n"s},
      {400, get + "X: a\x1B[2J\r\n"},
      {400, get + "X: a\x7F\r\n"},
      {431, get + many + "\r\n"},
      {431, get + "X: " + std::string(kLimits.head_bytes, 'a')},
      // Host.
      {400, Get("")},
      {400, Get("Host:\r\n")},
      {400, Get("Host: h\r\nHost: h\r\n")},
      {400, Get("Host: h\r\nhOST: other\r\n")},
      {400, Get("Host: h/x\r\n")},
      {400, Get("Host: user@h\r\n")},
      {400, Get("Host: a, b\r\n")},
      {400, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
      // The body's length.
      {411, Post("")},
      {400, Post("Content-Length: 3\r\nContent-Length: 3\r\n")},
      {400, Post("Content-Length: 3\r\nContent-Length: 30\r\n")},
      {400, Post("Content-Length: 3, 3\r\n")},
      {400, Post("Content-Length:\r\n")},
      {400, Post("Content-Length: abc\r\n")},
      {400, Post("Content-Length: +3\r\n")},
      {400, Post("Content-Length: -1\r\n")},
      {400, Post("Content-Length: 0x10\r\n")},
      {400, Post("Content-Length: 3 3\r\n")},
      {413, Post("Content-Length: 27262977\r\n")},
      {413, Post("Content-Length: 99999999999999999999999\r\n")},
      {400, Get("Host: h\r\nContent-Length: 3\r\n")},
      {400, "HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n"},
      // Encodings and expectations.
      {501, Post("Transfer-Encoding: chunked\r\n")},
      {501, Post("Transfer-Encoding: identity\r\n")},
      {400, Post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n")},
      {400, Post("Content-Length: 3\r\ntransfer-encoding: x\r\n")},
      {415, Post("Content-Encoding: gzip\r\nContent-Length: 3\r\n")},
      {417, Post("Expect: the-unexpected\r\nContent-Length: 3\r\n")},
      // What a delivery is known by.
      {400, Post("Content-Length: 0\r\nX-Gitlab-Token: a\r\nx-gitlab-token: b\r\n")},
      {400, Post("Content-Length: 0\r\nwebhook-signature: a\r\nWebhook-Signature: b\r\n")},
      {400, Post("Content-Length: 0\r\nAuthorization: a\r\nAuthorization: b\r\n")},
  };
}

TEST(RequestReaderTest, RefusesWhatTwoReadersCouldUnderstandDifferently) {
  const std::vector<Refused> cases = RefusedRequests();
  ASSERT_GE(cases.size(), 40U);
  for (const Refused& c : cases) {
    const Outcome outcome = ReadAll(c.bytes);
    EXPECT_EQ(c.status, outcome.refused) << c.bytes;
    EXPECT_TRUE(outcome.requests.empty()) << c.bytes;
    EXPECT_EQ(State::kRefused, outcome.state) << c.bytes;
  }
}

TEST(RequestReaderTest, ARefusedConnectionTakesNothingMore) {
  RequestReader reader(kLimits);
  reader.Feed("nonsense\r\n");
  ASSERT_EQ(State::kRefused, reader.state());
  EXPECT_EQ(0U, reader.Feed(Get("Host: h\r\n")));
  EXPECT_EQ(State::kRefused, reader.state());
}

TEST(RequestReaderTest, ThePiecesInWhichBytesComeChangeNothing) {
  std::vector<std::string> streams = {
      Get("Host: h\r\nX: y\r\n") + Post("Content-Length: 10\r\n") + "0123456789" +
          Get("Host: h\r\n"),
      Post("Content-Length: 3\r\n") + "abcGET",
  };
  for (const Refused& c : RefusedRequests()) streams.push_back(c.bytes);
  for (const std::string& stream : streams) {
    const std::string whole = ReadAll(stream).Text();
    EXPECT_EQ(whole, ReadAll(stream, 1).Text()) << stream;
    for (size_t cut = 1; cut < std::min<size_t>(stream.size(), 512); ++cut) {
      EXPECT_EQ(whole, ReadAll(stream, cut).Text()) << cut << ": " << stream;
    }
  }
}

TEST(RequestReaderTest, ABodyIsAsLongAsAnnouncedAndTheRestIsTheNextRequest) {
  const Outcome outcome = ReadAll(Post("Content-Length: 5\r\n") + "GET /" + Get("Host: h\r\n"));
  ASSERT_EQ(2U, outcome.requests.size());
  EXPECT_EQ("GET /", outcome.requests[0].body);
  EXPECT_EQ("GET", outcome.requests[1].method);
}

TEST(RequestReaderTest, ABodyThatIsTooLongBeginsARequestThatIsRefused) {
  const Outcome outcome = ReadAll(Post("Content-Length: 2\r\n") + "{}}\r\n");
  EXPECT_EQ(1U, outcome.requests.size());
  EXPECT_EQ(400, outcome.refused);
}

TEST(RequestReaderTest, ABodyThatIsTooShortMakesNoRequest) {
  const Outcome outcome = ReadAll(Post("Content-Length: 5\r\n") + "four");
  EXPECT_TRUE(outcome.requests.empty());
  EXPECT_EQ(State::kBody, outcome.state);
}

TEST(RequestReaderTest, StopsAtTheHeadUntilTheBodyIsAccepted) {
  const std::string head = Post("Content-Length: 3\r\n");
  RequestReader reader(kLimits);
  EXPECT_EQ(head.size(), reader.Feed(head + "abc"));
  EXPECT_EQ(State::kHeadRead, reader.state());
  EXPECT_EQ(0U, reader.Feed("abc"));
  EXPECT_TRUE(reader.head().request.body.empty());
  reader.AcceptBody();
  EXPECT_EQ(3U, reader.Feed("abcd"));
  EXPECT_EQ(State::kComplete, reader.state());
}

TEST(RequestReaderTest, AnAnnouncedLengthAloneTakesNoMemory) {
  RequestReader reader(kLimits);
  reader.Feed(Post("Content-Length: 27262976\r\n"));
  reader.AcceptBody();
  reader.Feed("a");
  EXPECT_LT(reader.request().body.capacity(), 4096U);
}

TEST(RequestReaderTest, AForgottenBodyHoldsNoMemory) {
  RequestReader reader(kLimits);
  reader.Feed(Post("Content-Length: 30000\r\n"));
  reader.AcceptBody();
  reader.Feed(std::string(20'000, 'x'));
  ASSERT_GE(reader.request().body.capacity(), 20'000U);
  reader.Reset();
  EXPECT_LT(reader.request().body.capacity(), 100U);
  EXPECT_FALSE(reader.has_begun());
  reader.Feed(Get("Host: h\r\n"));
  EXPECT_EQ(State::kHeadRead, reader.state());
}

TEST(RequestReaderTest, ABodyGrowsToItsLengthAndNotBeyond) {
  constexpr size_t kBytes = size_t{3} << 20U;
  RequestReader reader(kLimits);
  reader.Feed(Post("Content-Length: " + std::to_string(kBytes) + "\r\n"));
  reader.AcceptBody();
  const std::string piece(64U << 10U, 'x');
  while (reader.state() == State::kBody) reader.Feed(piece);
  EXPECT_EQ(kBytes, reader.request().body.size());
  EXPECT_LE(reader.request().body.capacity(), kBytes);
}

TEST(RequestReaderTest, LimitsAreExact) {
  RequestLimits limits;
  const std::string request = Post("Content-Length: 3\r\n");
  limits.head_bytes = request.size();
  limits.headers = 2;
  limits.target_bytes = 6;
  limits.body_bytes = 3;
  EXPECT_EQ(1U, ReadAll(request + "abc", 7, limits).requests.size());
  RequestLimits shorter = limits;
  --shorter.head_bytes;
  EXPECT_EQ(431, ReadAll(request, 7, shorter).refused);
  shorter = limits;
  --shorter.headers;
  EXPECT_EQ(431, ReadAll(request, 7, shorter).refused);
  shorter = limits;
  --shorter.target_bytes;
  EXPECT_EQ(414, ReadAll(request, 7, shorter).refused);
  shorter = limits;
  --shorter.body_bytes;
  EXPECT_EQ(413, ReadAll(request, 7, shorter).refused);
}

struct HeadCase {
  std::string bytes;
  bool closes;
  bool expects_continue;
};

TEST(RequestReaderTest, KnowsWhatTheSenderWantsOfTheConnection) {
  const std::string get = "Host: h\r\n";
  const HeadCase cases[] = {
      {Get(get), false, false},
      {Get(get + "Connection: keep-alive\r\n"), false, false},
      {Get(get + "Connection: Close\r\n"), true, false},
      {Get(get + "Connection: x, close ,y\r\n"), true, false},
      {Get(get + "Connection: closed\r\n"), false, false},
      {Get(get + "Connection: x\r\nConnection: close\r\n"), true, false},
      {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true, false},
      {Post("Content-Length: 1\r\nExpect: 100-continue\r\n"), false, true},
      {"POST / HTTP/1.0\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n", true, false},
  };
  for (const HeadCase& c : cases) {
    RequestReader reader(kLimits);
    reader.Feed(c.bytes);
    ASSERT_EQ(State::kHeadRead, reader.state()) << c.bytes;
    EXPECT_EQ(c.closes, reader.head().closes) << c.bytes;
    EXPECT_EQ(c.expects_continue, reader.head().expects_continue) << c.bytes;
  }
}

}  // namespace
}  // namespace headwater::http
