"""Stock of invented people: given names, family names by background, and real cities with a fitting ZIP and area code."""

from __future__ import annotations

FAMILY: dict[str, str] = {
    "english": """Abbott Alder Anderson Archer Baker Barnett Bates Bell Bishop Boyd Bradley Brooks Burke Carter Chapman
        Clark Coleman Collins Cooper Crawford Davis Dawson Dixon Edwards Ellis Fisher Fletcher Foster Fox Gardner Gibson
        Graham Grant Green Hall Hamilton Harper Harris Hart Hayes Henderson Hill Holland Howard Hudson Hughes Hunter
        Jackson James Jenkins Johnson Jones Kelley King Knight Lane Lawson Lee Lewis Long Marsh Martin Mason May
        Miller Mitchell Moore Morgan Murray Nelson Newton Owens Page Palmer Parker Perry Phillips Porter Powell Price
        Reed Rice Roberts Robinson Rogers Rose Russell Sanders Scott Shaw Simmons Smith Spencer Stewart Stone Sutton
        Taylor Thomas Thompson Turner Walker Ward Warren Watkins Watson Webb West White Williams Wilson Wood Wright Young""",
    "irish": """Brennan Byrne Callahan Connolly Doyle Fitzgerald Gallagher Kavanagh Maguire McAllister McCarthy McDonnell
        McGrath McKenna McNamara Nolan O'Brien O'Connor O'Donnell O'Hara O'Keefe O'Neill O'Sullivan Quinn Sheridan Sweeney""",
    "hispanic": """Acosta Aguilar Alvarado Álvarez Barrera Becerra Benítez Cabrera Calderón Campos Cárdenas Castañeda Castillo
        Cervantes Contreras Cruz Delgado Díaz Domínguez Escobedo Espinoza Estrada Figueroa Flores Fuentes Gallegos García
        Garza Gómez González Guerrero Gutiérrez Hernández Herrera Ibarra Jiménez Juárez Leyva López Luna Macías Maldonado
        Márquez Martínez Medina Mejía Mendoza Molina Morales Muñoz Navarro Núñez Ochoa Orozco Ortega Ortiz Padilla Peña
        Pérez Quintana Quiñones Ramírez Ramos Rentería Reyes Ríos Rivera Robles Rodríguez Romero Rosales Ruiz Salazar Salinas
        Sánchez Sandoval Santiago Serrano Solís Soto Suárez Tapia Torres Trujillo Valdez Vargas Vásquez Vega Velázquez
        Villanueva Villarreal Zamora Zavala""",
    "german": """Bauer Becker Braun Eberhardt Engel Fischer Friedrich Hartmann Hoffmann Kaufman Keller Klein Koch Kraus
        Krüger Lehmann Meyer Müller Richter Schaefer Schmidt Schneider Schreiber Schroeder Schultz Schwartz Stein Vogel
        Wagner Weber Weiss Ziegler Zimmerman""",
    "slavic": """Bogdanov Cieslak Dvorak Horvat Ivanova Jankowski Kaminski Kovac Kowalczyk Kozlov Kucera Lewandowski Malinowski
        Nowak Novotny Pavlenko Petrov Petrovic Sokolov Szymanski Tkachenko Volkov Wojcik Zielinski Zhukov""",
    "italian": """Barone Bellini Bianchi Caruso Colombo Conti DeLuca DiAngelo DiNapoli Esposito Ferrara Gallo Giordano Lombardi
        Mancini Marino Moretti Pellegrino Ricci Romano Rossetti Russo Santoro Vitale""",
    "chinese": "Chan Chang Chen Cheng Chow Deng Fan Feng Guo Han He Hsu Hu Huang Jiang Li Liang Lin Liu Lu Ma Shen Sun Tang Wang Wong Wu Xie Xu Yang Zhang Zhao Zheng Zhou Zhu",
    "korean": "Ahn Bae Cho Choi Chung Han Hong Hwang Im Jang Jeon Jung Kang Kim Kwon Lim Moon Noh Oh Park Ryu Seo Shin Song Yoo Yoon",
    "vietnamese": "Bui Dang Dinh Do Doan Duong Ho Huynh Lam Le Luong Mai Ngo Nguyen Pham Phan Quach Ta Thai To Tran Trinh Truong Vo Vu Vuong",
    "south_asian": """Agarwal Ahmed Banerjee Bhatt Chaudhary Chowdhury Das Desai Dutta Gandhi Gupta Iyer Jain Joshi Kapoor Kaur
        Khan Krishnan Kumar Malhotra Malik Mehta Menon Mishra Nair Pandey Patel Pillai Raman Rao Reddy Sengupta Shah Sharma
        Siddiqui Singh Srinivasan Subramanian Varma Venkataraman""",
    "arabic": """Abbas Abdallah Al-Hassan Al-Rashid Aziz Bakr Darwish El-Amin El-Sayed Fahmy Farouk Ghanem Haddad Hamdan Hashemi
        Hussein Ibrahim Jaber Karimi Khalil Khoury Mansour Mostafa Najjar Nasser Omar Qureshi Rahman Saleh Sharif Tehrani Youssef""",
    "african": """Abebe Achebe Addo Adebayo Afolabi Asante Balogun Bekele Boateng Diallo Diop Eze Getachew Haile Kamau Kiprono
        Mensah Mbeki Mwangi Ndiaye Nkrumah Nwosu Obi Ochieng Okafor Okeke Okonkwo Olawale Onyango Osei Owusu Sesay Tesfaye Traore Wambui""",
    "filipino": "Aquino Bautista Bondoc Cabral Dela_Cruz De_Guzman Del_Rosario Dimaculangan Evangelista Lacson Macaraeg Magsaysay Manalo Pangilinan Santos Tolentino Villaluz Ylagan",
    "nordic": "Amundsen Andersson Bergström Carlsen Dahl Eriksen Halvorsen Hansen Haugen Jensen Johansson Larsen Lindqvist Nilsen Olsen Pedersen Sorensen Svensson Thorsen",
    "french": "Arceneaux Beaumont Benoit Bouchard Boudreaux Charbonneau Delacroix Desjardins Dubois Fontaine Gagnon Girard Guidry Hébert Landry Lavigne LeBlanc Lefebvre Moreau Pelletier Robichaux St._Clair St._Pierre Thibodeaux|Tremblay|Villeneuve",
    "native": "Begay Benally Bitsui Blackhorse Chee Cloud Deerwater Etsitty Goodfox Littlebear Nez Redfeather Sandoval Swiftwater Tsosie Whitehorse Yazzie",
    "portuguese": "Almeida Barbosa Cardoso Carvalho Costa DaSilva Fernandes Ferreira Gonçalves Lopes Machado Medeiros Oliveira Pacheco Pereira Ribeiro Sousa Teixeira Vieira",
    "pacific": "Faleafa Fonoti Ioane Kahananui Kalani Kealoha Leota Mahoe Nakamura Ito Sato Suzuki Tanaka Yamamoto Watanabe Tuiasosopo Vaifale",
    "hmong": "Her Lor Lee Moua Thao Vang Vue Xiong Yang",
    "jewish": "Abrams Cohen Epstein Feldman Friedman Goldberg Greenbaum Kaplan Katz Levine Levy Rosen Rosenthal Rubin Shapiro Silverman Stern",
}

GIVEN_F: dict[str, str] = {
    "general": """Abigail Alice Alicia Allison Amanda Amber Amy Andrea Angela Anita Ann Anna Ashley Audrey Barbara Beth Betty Beverly
        Bonnie Brenda Brittany Brooke Carla Carmen Carol Caroline Catherine Charlotte Cheryl Christina Claire Connie Cynthia
        Daisy Dana Danielle Deborah Denise Diana Diane Donna Doris Dorothy Eileen Elaine Eleanor Elizabeth Ella Emily Emma
        Erica Erin Esther Eva Evelyn Faith Frances Gail Gina Gloria Grace Hannah Harper Hazel Heather Helen Holly Irene
        Isabella Jacqueline Jane Janet Janice Jasmine Jean Jennifer Jessica Jill Joan Joanna Joyce Judith Julia Julie Karen
        Kate Katherine Kathleen Kayla Kelly Kimberly Laura Lauren Leah Lillian Linda Lisa Lori Lorraine Louise Lucy Lynn
        Madison Margaret Maria Marie Marilyn Martha Mary Megan Melanie Melissa Mia Michelle Mildred Molly Monica Nancy
        Naomi Natalie Nicole Nina Nora Norma Olivia Pamela Patricia Paula Peggy Phyllis Rachel Rebecca Regina Renee Rhonda
        Rita Roberta Robin Rosa Rose Ruby Ruth Samantha Sandra Sara Sarah Sharon Sheila Shirley Sofia Sonia Sophia Stacy
        Stella Stephanie Sue Susan Sylvia Tamara Teresa Theresa Tiffany Tina Tracy Valerie Vanessa Vera Veronica Victoria
        Violet Virginia Vivian Wanda Wendy Yvonne Zoe""",
    "hispanic": """Adriana Alejandra Araceli Beatriz Camila Catalina Consuelo Dolores Elena Esperanza Fernanda Gabriela Graciela
        Guadalupe Inés Isabel Josefina Juana Leticia Lourdes Lucía Luz Marisol Mercedes Paloma Pilar Rocío Rosario Socorro
        Soledad Valentina Ximena Yolanda""",
    "asian": "Bao Hoa Huong Lan Linh Mai Ngoc Phuong Thuy Trang Xuan Yen Ji-woo Min-ji Soo-jin Eun-ji Hye-jin Mei Xiu Ling Yan Fang Hui Jing Keiko Yuki Emi Haruka Aiko Mee Pa Sua",
    "south_asian": "Aditi Amita Ananya Anjali Deepa Divya Fatima Kavita Lakshmi Meera Nisha Pooja Priya Radha Rani Rekha Sangeeta Shreya Sunita Swati Usha Vidya Zainab",
    "arabic": "Aisha Amal Amina Dalia Fadwa Farah Hala Hanan Huda Layla Leila Mariam Maryam Nadia Noor Rania Salma Samira Yasmin Zahra",
    "african": "Abena Ada Adaeze Akosua Amara Ayana Chiamaka Eshe Fatou Folake Imani Kemi Makeda Ngozi Nia Njeri Oluchi Selam Wanjiru Zuri",
    "slavic": "Agnieszka Anastasia Danuta Ekaterina Galina Halina Irina Jadwiga Katarzyna Ludmila Milena Natalia Oksana Olga Svetlana Tatiana Zofia",
}

GIVEN_M: dict[str, str] = {
    "general": """Aaron Adam Alan Albert Alexander Allen Andrew Anthony Arthur Austin Benjamin Bernard Bradley Brandon Brian Bruce
        Bryan Caleb Calvin Carl Cedric Chad Charles Christopher Clarence Clifford Cody Connor Craig Curtis Dale Daniel Darnell
        Darrell David Dean Dennis Derek Donald Douglas Dustin Dwayne Dylan Earl Edward Edwin Elijah Eric Ernest Ethan Eugene
        Evan Floyd Francis Frank Franklin Fred Gabriel Gary George Gerald Glenn Gordon Grant Gregory Harold Harry Henry Herbert
        Howard Hunter Ian Isaac Isaiah Jack Jacob James Jamal Jared Jason Jeffrey Jeremy Jerome Jesse Joel John Jonathan Jordan
        Joseph Joshua Julian Justin Keith Kenneth Kevin Kurt Kyle Lamar Larry Lawrence Leo Leon Leonard Leroy Lloyd Logan Louis
        Lucas Luke Malcolm Marcus Mark Marshall Martin Marvin Mason Matthew Maurice Max Melvin Michael Mitchell Nathan Nathaniel
        Neil Nicholas Noah Norman Oliver Oscar Owen Patrick Paul Peter Philip Ralph Randall Randy Raymond Reginald Richard Robert
        Rodney Roger Roland Ronald Ross Roy Russell Ryan Samuel Scott Sean Seth Shane Shawn Simon Stanley Stephen Steven Stuart
        Ted Terrence Terry Theodore Thomas Timothy Todd Travis Trevor Tyler Vernon Victor Vincent Walter Warren Wayne Wesley
        William Xavier Zachary""",
    "hispanic": """Alberto Alejandro Andrés Ángel Armando Arturo Carlos César Diego Eduardo Emilio Enrique Ernesto Esteban Federico
        Felipe Fernando Francisco Gerardo Guillermo Gustavo Héctor Hugo Ignacio Ismael Javier Jesús Joaquín Jorge José Juan
        Julio Leonardo Luis Manuel Mario Mateo Miguel Octavio Pablo Pedro Rafael Ramón Raúl Ricardo Roberto Rodrigo Rubén
        Salvador Santiago Sergio Tomás""",
    "asian": "Anh Binh Duc Hai Hung Khoa Long Minh Nam Phuc Quang Thanh Tuan Viet Dong-hyun Joon-ho Min-jun Seung-woo Sung-ho Jian Jun Lei Ming Peng Wei Xin Yong Zhi Hiroshi Kenji Takeshi Tou Chue Xeng Pao",
    "south_asian": "Aditya Ajay Amit Anil Arjun Arvind Deepak Dinesh Harish Imran Karthik Manoj Mohan Nikhil Pradeep Rahul Rajesh Ramesh Ravi Rohan Sandeep Sanjay Suresh Tariq Vijay Vikram",
    "arabic": "Abdul Adel Ahmad Ali Amir Bilal Faisal Farid Hamza Hassan Ibrahim Jamal Karim Khaled Mahmoud Mohammed Mustafa Nabil Omar Rashid Reza Samir Tarek Yusuf Ziad",
    "african": "Abdoulaye Abiodun Amadou Chidi Chukwuemeka Dawit Emeka Femi Ibrahima Ifeanyi Jabari Kofi Kwabena Kwame Mamadou Mulugeta Obinna Oluwaseun Ousmane Sekou Tendai Yohannes",
    "slavic": "Aleksander Andrei Bogdan Boris Dmitri Grzegorz Igor Ivan Janusz Krzysztof Maksim Marek Mikhail Oleg Pavel Piotr Sergei Stanislaw Tomasz Vladimir Yuri Zbigniew",
}

BACKGROUND_GIVEN = {
    "hispanic": "hispanic", "portuguese": "hispanic", "filipino": "hispanic", "chinese": "asian", "korean": "asian",
    "vietnamese": "asian", "hmong": "asian", "pacific": "asian", "south_asian": "south_asian", "arabic": "arabic",
    "african": "african", "slavic": "slavic",
}  # fmt: skip

BACKGROUND_WEIGHT = {
    "english": 28,
    "hispanic": 22,
    "irish": 6,
    "german": 6,
    "african": 5,
    "south_asian": 5,
    "chinese": 4,
}

NICKNAMES = {
    "Robert": "Bob", "William": "Bill", "Richard": "Rick", "James": "Jim", "Michael": "Mike", "Elizabeth": "Liz",
    "Margaret": "Peggy", "Katherine": "Kathy", "Catherine": "Cathy", "Patricia": "Pat", "Jennifer": "Jen", "Joseph": "Joe",
    "Thomas": "Tom", "Christopher": "Chris", "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve",
    "Kenneth": "Ken", "Edward": "Ed", "Ronald": "Ron", "Timothy": "Tim", "Jeffrey": "Jeff", "Gregory": "Greg",
    "Benjamin": "Ben", "Samuel": "Sam", "Alexander": "Alex", "Deborah": "Debbie", "Susan": "Sue", "Rebecca": "Becky",
    "Barbara": "Barb", "Victoria": "Vicky", "Francisco": "Paco", "José": "Pepe", "Guadalupe": "Lupe", "Jessica": "Jess",
    "Stephanie": "Steph", "Nicholas": "Nick", "Andrew": "Andy", "Lawrence": "Larry", "Theodore": "Ted", "Dorothy": "Dot",
    "Virginia": "Ginny", "Charles": "Chuck", "Donald": "Don", "Raymond": "Ray", "Gerald": "Jerry", "Frances": "Fran",
}  # fmt: skip

# city, state, ZIP codes, area code
CITIES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("Albany", "NY", ("12203", "12208"), "518"), ("Albuquerque", "NM", ("87106", "87111"), "505"),
    ("Allentown", "PA", ("18102", "18104"), "610"), ("Amarillo", "TX", ("79106", "79109"), "806"),
    ("Anchorage", "AK", ("99503", "99508"), "907"), ("Ann Arbor", "MI", ("48103", "48105"), "734"),
    ("Asheville", "NC", ("28801", "28803"), "828"), ("Athens", "GA", ("30605", "30606"), "706"),
    ("Augusta", "ME", ("04330",), "207"), ("Aurora", "CO", ("80012", "80014"), "303"),
    ("Austin", "TX", ("78704", "78745"), "512"), ("Bakersfield", "CA", ("93301", "93309"), "661"),
    ("Baton Rouge", "LA", ("70806", "70808"), "225"), ("Beaverton", "OR", ("97005", "97006"), "503"),
    ("Bellingham", "WA", ("98225", "98226"), "360"), ("Billings", "MT", ("59101", "59102"), "406"),
    ("Birmingham", "AL", ("35205", "35209"), "205"), ("Bismarck", "ND", ("58501", "58503"), "701"),
    ("Bloomington", "IN", ("47401", "47404"), "812"), ("Boise", "ID", ("83704", "83709"), "208"),
    ("Bozeman", "MT", ("59715", "59718"), "406"), ("Brockton", "MA", ("02301", "02302"), "508"),
    ("Buffalo", "NY", ("14214", "14216"), "716"), ("Burlington", "VT", ("05401", "05408"), "802"),
    ("Carson City", "NV", ("89701", "89706"), "775"), ("Cedar Rapids", "IA", ("52402", "52404"), "319"),
    ("Charleston", "SC", ("29407", "29412"), "843"), ("Charleston", "WV", ("25301", "25304"), "304"),
    ("Chattanooga", "TN", ("37403", "37421"), "423"), ("Cheyenne", "WY", ("82001", "82009"), "307"),
    ("Chula Vista", "CA", ("91910", "91911"), "619"), ("Cincinnati", "OH", ("45219", "45236"), "513"),
    ("Columbia", "MO", ("65201", "65203"), "573"), ("Concord", "NH", ("03301", "03303"), "603"),
    ("Corpus Christi", "TX", ("78404", "78412"), "361"), ("Dayton", "OH", ("45402", "45429"), "937"),
    ("Des Moines", "IA", ("50310", "50312"), "515"), ("Dover", "DE", ("19901", "19904"), "302"),
    ("Duluth", "MN", ("55802", "55811"), "218"), ("Durham", "NC", ("27701", "27705"), "919"),
    ("El Paso", "TX", ("79902", "79925"), "915"), ("Erie", "PA", ("16502", "16506"), "814"),
    ("Eugene", "OR", ("97401", "97405"), "541"), ("Evansville", "IN", ("47711", "47715"), "812"),
    ("Everett", "WA", ("98201", "98203"), "425"), ("Fargo", "ND", ("58102", "58103"), "701"),
    ("Fayetteville", "AR", ("72701", "72703"), "479"), ("Flagstaff", "AZ", ("86001", "86004"), "928"),
    ("Flint", "MI", ("48503", "48507"), "810"), ("Fort Collins", "CO", ("80521", "80525"), "970"),
    ("Fort Wayne", "IN", ("46804", "46805"), "260"), ("Fresno", "CA", ("93703", "93720"), "559"),
    ("Gainesville", "FL", ("32601", "32607"), "352"), ("Grand Rapids", "MI", ("49503", "49546"), "616"),
    ("Green Bay", "WI", ("54301", "54303"), "920"), ("Greensboro", "NC", ("27401", "27410"), "336"),
    ("Hartford", "CT", ("06103", "06106"), "860"), ("Hialeah", "FL", ("33010", "33012"), "305"),
    ("Hilo", "HI", ("96720",), "808"), ("Huntsville", "AL", ("35801", "35802"), "256"),
    ("Jackson", "MS", ("39206", "39211"), "601"), ("Jersey City", "NJ", ("07302", "07306"), "201"),
    ("Joliet", "IL", ("60435", "60431"), "815"), ("Kalamazoo", "MI", ("49001", "49008"), "269"),
    ("Knoxville", "TN", ("37917", "37919"), "865"), ("La Crosse", "WI", ("54601", "54603"), "608"),
    ("Lafayette", "LA", ("70501", "70506"), "337"), ("Lancaster", "PA", ("17601", "17603"), "717"),
    ("Lansing", "MI", ("48910", "48912"), "517"), ("Laredo", "TX", ("78040", "78041"), "956"),
    ("Lexington", "KY", ("40502", "40509"), "859"), ("Lincoln", "NE", ("68506", "68510"), "402"),
    ("Little Rock", "AR", ("72205", "72211"), "501"), ("Long Beach", "CA", ("90804", "90806"), "562"),
    ("Lowell", "MA", ("01850", "01852"), "978"), ("Lubbock", "TX", ("79410", "79424"), "806"),
    ("Macon", "GA", ("31204", "31210"), "478"), ("Madison", "WI", ("53703", "53711"), "608"),
    ("Manchester", "NH", ("03102", "03104"), "603"), ("Medford", "OR", ("97501", "97504"), "541"),
    ("Mesa", "AZ", ("85201", "85204"), "480"), ("Mobile", "AL", ("36606", "36608"), "251"),
    ("Modesto", "CA", ("95350", "95355"), "209"), ("Nashua", "NH", ("03060", "03063"), "603"),
    ("New Haven", "CT", ("06510", "06511"), "203"), ("Norfolk", "VA", ("23504", "23510"), "757"),
    ("Ogden", "UT", ("84401", "84403"), "801"), ("Olympia", "WA", ("98501", "98502"), "360"),
    ("Omaha", "NE", ("68104", "68132"), "402"), ("Owensboro", "KY", ("42301", "42303"), "270"),
    ("Pensacola", "FL", ("32503", "32504"), "850"), ("Peoria", "IL", ("61604", "61614"), "309"),
    ("Pittsfield", "MA", ("01201",), "413"), ("Pocatello", "ID", ("83201", "83204"), "208"),
    ("Portland", "ME", ("04101", "04103"), "207"), ("Providence", "RI", ("02906", "02908"), "401"),
    ("Provo", "UT", ("84601", "84604"), "801"), ("Pueblo", "CO", ("81001", "81004"), "719"),
    ("Rapid City", "SD", ("57701", "57702"), "605"), ("Reading", "PA", ("19601", "19606"), "610"),
    ("Redding", "CA", ("96001", "96003"), "530"), ("Reno", "NV", ("89502", "89509"), "775"),
    ("Richmond", "VA", ("23220", "23226"), "804"), ("Roanoke", "VA", ("24014", "24018"), "540"),
    ("Rochester", "MN", ("55901", "55904"), "507"), ("Rockford", "IL", ("61107", "61108"), "815"),
    ("Sacramento", "CA", ("95816", "95822"), "916"), ("Salem", "OR", ("97301", "97302"), "503"),
    ("Santa Rosa", "CA", ("95401", "95404"), "707"), ("Savannah", "GA", ("31401", "31405"), "912"),
    ("Scranton", "PA", ("18503", "18508"), "570"), ("Shreveport", "LA", ("71104", "71105"), "318"),
    ("Sioux Falls", "SD", ("57103", "57105"), "605"), ("South Bend", "IN", ("46601", "46614"), "574"),
    ("Spokane", "WA", ("99202", "99205"), "509"), ("Springfield", "MO", ("65804", "65807"), "417"),
    ("St. Cloud", "MN", ("56301", "56303"), "320"), ("St. Joseph", "MO", ("64501", "64506"), "816"),
    ("Stockton", "CA", ("95204", "95207"), "209"), ("Syracuse", "NY", ("13203", "13210"), "315"),
    ("Tacoma", "WA", ("98405", "98406"), "253"), ("Tallahassee", "FL", ("32301", "32308"), "850"),
    ("Toledo", "OH", ("43606", "43615"), "419"), ("Topeka", "KS", ("66604", "66614"), "785"),
    ("Trenton", "NJ", ("08609", "08618"), "609"), ("Tucson", "AZ", ("85711", "85716"), "520"),
    ("Tulsa", "OK", ("74105", "74133"), "918"), ("Utica", "NY", ("13501", "13502"), "315"),
    ("Ventura", "CA", ("93001", "93003"), "805"), ("Waco", "TX", ("76706", "76710"), "254"),
    ("Wichita", "KS", ("67203", "67212"), "316"), ("Winston-Salem", "NC", ("27103", "27104"), "336"),
    ("Worcester", "MA", ("01605", "01609"), "508"), ("Yakima", "WA", ("98902", "98908"), "509"),
    ("York", "PA", ("17402", "17403"), "717"), ("Yuma", "AZ", ("85364", "85365"), "928"),
)  # fmt: skip

STREETS = [
    "Acorn",
    "Alder",
    "Ash",
    "Aspen",
    "Bayview",
    "Beech",
    "Birch",
    "Bluff",
    "Bridge",
    "Broad",
    "Buckeye",
    "Canal",
    "Cedar",
    "Center",
    "Cherry",
    "Chestnut",
    "Church",
    "Clover",
    "College",
    "Cottonwood",
    "Court",
    "Creekside",
    "Cypress",
    "Dogwood",
    "Douglas",
    "Eagle",
    "Elm",
    "Fairview",
    "Fern",
    "Forest",
    "Fremont",
    "Garfield",
    "Grand",
    "Grove",
    "Harbor",
    "Harrison",
    "Hawthorne",
    "Heron",
    "Hickory",
    "High",
    "Highland",
    "Hillcrest",
    "Holly",
    "Juniper",
    "Kestrel",
    "Lafayette",
    "Lake",
    "Lakeshore",
    "Laurel",
    "Liberty",
    "Lincoln",
    "Linden",
    "Locust",
    "Magnolia",
    "Main",
    "Maple",
    "Market",
    "Meadow",
    "Mesa",
    "Mill",
    "Monroe",
    "Mulberry",
    "Oak",
    "Olive",
    "Orchard",
    "Park",
    "Pecan",
    "Pheasant",
    "Pine",
    "Pioneer",
    "Pleasant",
    "Poplar",
    "Prairie",
    "Prospect",
    "Quail",
    "Railroad",
    "Raven",
    "Ridge",
    "River",
    "Rosewood",
    "Saddle",
    "Sage",
    "Sequoia",
    "Sierra",
    "Spring",
    "Spruce",
    "State",
    "Summit",
    "Sunrise",
    "Sycamore",
    "Tamarack",
    "Union",
    "Valley",
    "Vine",
    "Vista",
    "Walnut",
    "Water",
    "Willow",
    "Woodland",
]
STREET_KINDS = (
    "St",
    "Ave",
    "Dr",
    "Ln",
    "Rd",
    "Ct",
    "Blvd",
    "Way",
    "Pl",
    "Ter",
    "Street",
    "Avenue",
    "Drive",
    "Lane",
    "Road",
)


def words(text: str) -> list[str]:
    """Names of one entry; an underscore stands for a blank inside a name."""
    return [word.replace("_", " ") for word in text.split()]
