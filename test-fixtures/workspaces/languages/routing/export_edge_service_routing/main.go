package export_edge_service_routing

import (
	"net/url"
	"strconv"
	"strings"

	"routing/edge_service_routing"
)

func Find(path string) edge_service_routing.Route {
	parsed, err := url.Parse(path)
	if err != nil {
		return edge_service_routing.MakeRouteNothing(path)
	}
	switch query := parsed.Query(); parsed.Path {
	case "/hello":
		return edge_service_routing.MakeRouteHello(query.Get("name"))
	case "/me":
		return edge_service_routing.MakeRouteMe()
	case "/admin":
		return edge_service_routing.MakeRouteAdmin()
	case "/total":
		return edge_service_routing.MakeRouteTotal(numbersIn(query.Get("of")))
	case "/slug":
		return edge_service_routing.MakeRouteSlug(query.Get("of"))
	default:
		return edge_service_routing.MakeRouteNothing(parsed.Path)
	}
}

func numbersIn(text string) []int32 {
	var numbers []int32
	for word := range strings.SplitSeq(text, ",") {
		if number, err := strconv.ParseInt(word, 10, 32); err == nil {
			numbers = append(numbers, int32(number))
		}
	}
	return numbers
}
